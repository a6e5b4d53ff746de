package tablon.launcher;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, as the build wrote it into the manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
        return new String[] {
            "Tablón " + version.orElse("(not packaged)"), "Java " + System.getProperty("java.runtime.version")
        };
    }
}
