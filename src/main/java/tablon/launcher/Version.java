package tablon.launcher;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, which the build writes to the manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
        return new String[] {
            "Tablón " + version.orElse("(not packaged)"), "Java " + System.getProperty("java.runtime.version")
        };
    }
}
