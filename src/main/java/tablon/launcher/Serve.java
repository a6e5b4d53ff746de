package tablon.launcher;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import tablon.config.Settings;

/** Serves the board until the process is terminated. */
@Command(name = "serve", description = "Serves the board (the default).", mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("tablon");

    private final ShutdownHook hook;

    Serve(ShutdownHook hook) {
        this.hook = hook;
    }

    @Override
    public Integer call() throws InterruptedException {
        long start = System.nanoTime();
        var settings = Settings.ofProcess();
        var server = JettyServer.start(settings);
        hook.close(server);
        if (!server.isOnLoopback() && !settings.trustProxy() && !settings.isPublicOverHttps()) {
            LOG.warn(
                    "Tokens can arrive unencrypted, because other machines can connect to HOST={}. Behind a proxy with"
                            + " TLS, set PUBLIC_URL=https://…; without one, set HOST=127.0.0.1",
                    settings.host());
        }
        if (settings.isPublicOverHttps() && !settings.trustProxy()) {
            LOG.warn("All clients have the proxy's address, so their failed sign-ins are counted together."
                    + " If the proxy sets X-Forwarded-For, set TRUST_PROXY=true");
        }
        LOG.info("Serving at {} after {} ms", server.address(), (System.nanoTime() - start) / 1_000_000);
        server.join();
        return 0;
    }
}
