# The image of Tablón. docs/container.md explains the decisions.
# A digest may follow each tag: --build-arg ALPINE_DIGEST=@sha256:…
ARG MAVEN_DIGEST=
ARG ALPINE_DIGEST=

FROM docker.io/library/maven:3.9-eclipse-temurin-25-alpine${MAVEN_DIGEST} AS build
WORKDIR /build
# jdk.localedata writes dates in Spanish. Left out for size (12 MB): line numbers of the JDK's own classes, symbols of its
# libraries, and the files and classes below. Our classes and the jars keep theirs.
RUN set -eu; \
    unused=$(printf 'regex:.*/%s,' \
        # messages in other languages, names of Unicode characters
        '[^/]*_(de|fr|it|ja|ko|pt_BR|sv|zh_..)\.(class|properties)' 'uniName\.dat' \
        # XSLT (1 MB). jlink demands a class in each package, so those with Arr or Str in their names stay
        'com/sun/org/apache/(bcel/internal|xalan/internal/xsltc)/.*/(?!.*(Arr|Str)).*'); \
    # --exclude-files: for compilers, for dumping the JDK's own CDS archive, and to sort arrays of numbers with AVX (0.5 MB)
    jlink --output /image/runtime/opt/java --include-locales en,es --compress zip-6 --no-header-files --no-man-pages \
        --strip-java-debug-attributes --exclude-resources "${unused%,}" \
        --exclude-files 'regex:.*/(jrt-fs\.jar|classlist|libsimdsort\.so)' \
        --add-modules java.base,java.instrument,java.logging,java.management,java.naming,java.sql,java.xml,jdk.localedata,jdk.management,jdk.unsupported; \
    find /image/runtime -name '*.so' -exec strip --strip-unneeded {} +
COPY .mvn/jvm.config .mvn/jvm.config
COPY pom.xml .
# Building an empty project downloads what the real build needs, into a layer that stays until pom.xml changes.
# The published SQLite driver without its native libraries replaces the WAR's, which brings those of all platforms (12 MB).
RUN mkdir -p src/main/java/tablon src/main/jte webapp \
    && echo 'package tablon; interface Empty {}' > src/main/java/tablon/Empty.java \
    && mvn -B -q package -DskipTests -Dspotless.check.skip -DfailOnMissingWebXml=false \
    && mvn -B -q dependency:copy -DoutputDirectory=/sqlite \
        -Dartifact='org.xerial:sqlite-jdbc:${sqlite.version}:jar:without-natives' \
    && rm -r src webapp target
COPY src/main src/main
COPY webapp webapp
ARG REVISION=unknown
RUN mvn -B -q package -DskipTests -Dspotless.check.skip -Dtablon.revision="$REVISION"
# Dependencies change less often than our own part, so they are a layer of their own. The library for this platform lies
# beside its driver. The AOT cache is valid for one class path, so the jars are listed in a fixed order.
ARG LIBC=Linux-Musl
COPY LICENSE /image/board/opt/tablon/
RUN set -eu; \
    dependencies=/image/dependencies/opt/tablon board=/image/board/opt/tablon; \
    mkdir -p $dependencies/web/WEB-INF $board/web/WEB-INF/lib /image/board/usr/local/bin; \
    cd target/tablon; \
    unzip -j WEB-INF/lib/sqlite-jdbc-*.jar "org/sqlite/native/$LIBC/$(uname -m)/*" -d $dependencies/native; \
    rm -r tablon META-INF WEB-INF/lib/sqlite-jdbc-*.jar; \
    mv WEB-INF/lib/tablon-*.jar $board/web/WEB-INF/lib/; \
    mv WEB-INF/lib WEB-INF/jetty $dependencies/web/WEB-INF/; \
    cp /sqlite/*.jar $dependencies/web/WEB-INF/lib/; \
    cp -R . $board/web/; \
    jars=$(find /image/dependencies /image/board -name '*.jar' | sed 's#/image/[a-z]*##' | sort | tr '\n' ':'); \
    # referencesPerCacheLine: else Jetty asks the JVM through JMX, whose classes take 0.7 MB of the AOT cache
    printf '%s\n' \
        -XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=1 -XX:TargetSurvivorRatio=95 \
        -XX:InitialHeapSize=32m -XX:MaxRAMPercentage=31.25 -XX:MaxDirectMemorySize=48m \
        -XX:ReservedCodeCacheSize=64m -XX:MaxMetaspaceSize=96m -Xss512k -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dorg.eclipse.jetty.util.referencesPerCacheLine=16 \
        -Dorg.sqlite.lib.path=/opt/tablon/native -Dorg.sqlite.lib.name=libsqlitejdbc.so \
        -cp "${jars%:}" tablon.launcher.Main > $board/java.args; \
    printf '%s\n' '#!/bin/sh' 'exec /opt/java/bin/java -XX:AOTCache=/opt/tablon/tablon.aot @/opt/tablon/java.args "$@"' \
        > /image/board/usr/local/bin/tablon; \
    chmod 755 /image/board/usr/local/bin/tablon; \
    chmod -R u=rwX,go=rX /image; \
    # one time for all files, so that a layer with the same content has the same digest
    find /image -exec touch -h -d @1767225600 {} +

FROM docker.io/library/alpine:3.22${ALPINE_DIGEST} AS board
ENV LANG=C.UTF-8 PORT=DEFAULT DATA_DIR=/data
# group 0 may write, for platforms that choose the uid at random
RUN mkdir /data && chown 10001:0 /data && chmod 770 /data
COPY --from=build /image/runtime /
COPY --from=build /image/dependencies /
COPY --from=build /image/board /

FROM board AS trained
COPY .ci/train /
RUN sh /train /opt/tablon/tablon.aot

FROM board
COPY --from=trained /opt/tablon/tablon.aot /opt/tablon/
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 5000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD [ "$PORT" != DEFAULT ] || PORT=5000; exec wget -q -O /dev/null "http://127.0.0.1:${PORT:-5000}/health/ready"
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/opt/tablon/tablon.aot", "@/opt/tablon/java.args"]
CMD ["serve"]
# last, since they differ for each commit
ARG VERSION=0
ARG REVISION=unknown
ARG CREATED=1970-01-01T00:00:00Z
LABEL org.opencontainers.image.title="Tablón" \
      org.opencontainers.image.description="The notice board of a campus" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED"
