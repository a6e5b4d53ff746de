package tablon.launcher;

import picocli.CommandLine.IVersionProvider;
import tablon.config.Build;

/** The output of {@code --version}. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var build = Build.current();
        return new String[] {
            "Tablón " + build.version() + ", revision " + build.revision(),
            "Java " + System.getProperty("java.runtime.version")
        };
    }
}
