package tablon.throttle;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import tablon.access.Actor;
import tablon.access.Authorization;

/**
 * Limits how often an account changes something, on pages and with its tokens together. Programs with the administrator's token
 * are not limited: they may load a whole board.
 */
@Priority(Priorities.AUTHORIZATION + 1)
public final class WriteLimit implements ContainerRequestFilter {
    private final RateLimits limits;

    public WriteLimit(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var actor = Actor.of(request.getSecurityContext());
        if (actor.account().isPresent() && !Authorization.isSafe(request)) {
            limits.take(RateLimits.Limit.WRITES, actor.id());
        }
    }
}
