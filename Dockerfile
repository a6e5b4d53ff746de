# The image of Tablón. docs/container.md explains every line.
# A digest may follow each tag: --build-arg ALPINE_DIGEST=@sha256:…
ARG MAVEN_DIGEST=
ARG TEMURIN_DIGEST=
ARG ALPINE_DIGEST=

FROM docker.io/library/maven:3.9-eclipse-temurin-25-alpine${MAVEN_DIGEST} AS war
WORKDIR /build
COPY .mvn/jvm.config .mvn/jvm.config
COPY pom.xml .
# a build of next to nothing fetches what the real one needs, and stays as a layer until pom.xml changes
RUN mkdir -p src/main/java/tablon src/main/jte webapp \
    && echo 'package tablon; interface Empty {}' > src/main/java/tablon/Empty.java \
    && mvn -B -q package -DskipTests -Dspotless.check.skip -DfailOnMissingWebXml=false \
    && rm -r src webapp target
COPY src/main src/main
COPY webapp webapp
RUN mvn -B -q package -DskipTests -Dspotless.check.skip

FROM docker.io/library/eclipse-temurin:25-jdk-alpine${TEMURIN_DIGEST} AS runtime
# .ci/container finds these anew from the jars and by running, and fails where this list differs
ARG MODULES=java.base,java.instrument,java.logging,java.management,java.naming,java.sql,java.xml,jdk.localedata,jdk.management,jdk.unsupported
ARG LOCALES=en,es
ARG COMPRESS=zip-6
# XSLT's compiler, of which jlink wants a class left in each package, and East Asian charsets
ARG UNUSED=regex:/java.xml/com/sun/org/apache/(bcel|xalan)/internal/(classfile|generic|xsltc/compiler)/[B-Z].*,regex:/java.base/sun/nio/cs/(GB|EUC_|Johab|Big5|HKSCS|MS9|SJIS|JIS|PCK).*
ARG MOMENT=1767225600
RUN mkdir -p /runtime/opt \
    && jlink --add-modules "$MODULES" --include-locales "$LOCALES" --output /runtime/opt/java \
        --strip-java-debug-attributes --no-header-files --no-man-pages --compress "$COMPRESS" \
        --exclude-resources "$UNUSED" --exclude-files '/java.base/lib/classlist,/java.base/lib/jrt-fs.jar,/java.base/bin/keytool' \
    && find /runtime -name '*.so' -exec strip --strip-unneeded {} + \
    && find /runtime -exec touch -h -d "@$MOMENT" {} +

FROM docker.io/library/eclipse-temurin:25-jdk-alpine${TEMURIN_DIGEST} AS layout
ARG MOMENT=1767225600
COPY --from=war /build/target/tablon /war
COPY .ci/train .ci/layout .ci/Slim.java LICENSE /source/
RUN sh /source/layout /war /source /layout

FROM docker.io/library/alpine:3.22${ALPINE_DIGEST}
ENV LANG=C.UTF-8 PORT=DEFAULT DATA_DIR=/data
# to the root, so that folders bring their moment
COPY --from=runtime /runtime /
COPY --from=layout /layout/dependencies /
COPY --from=layout /layout/application /
ARG AOT=true
# classes are linked beforehand; the profile of one short run is left out, since it sets the compiler to work at the start
ARG AOT_OPTIONS="-XX:+AOTClassLinking -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTAdapterCaching"
ARG MOMENT=1767225600
RUN mkdir /data && chown 10001:0 /data && chmod 770 /data \
    && if [ "$AOT" = true ]; then \
        /opt/tablon/train /opt/java/bin/java /opt/tablon/java.args /opt/tablon/tablon.aot $AOT_OPTIONS \
        && sed -i '1i -XX:AOTCache=/opt/tablon/tablon.aot' /opt/tablon/java.args \
        && touch -d "@$MOMENT" /opt/tablon/java.args /opt/tablon/tablon.aot; \
    fi \
    && rm /opt/tablon/train \
    && touch -d "@$MOMENT" /data /opt/tablon /tmp
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 5000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["/bin/sh", "-c", "p=${PORT:-DEFAULT}; [ \"$p\" = DEFAULT ] && p=5000; exec wget -q -O /dev/null \"http://127.0.0.1:$p/health/ready\""]
ENTRYPOINT ["/opt/java/bin/java", "@/opt/tablon/java.args"]
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
