package tablon.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tablon.access.Needs;
import tablon.access.Permission;
import tablon.account.Account;
import tablon.account.AccountStore;
import tablon.draft.Draft;
import tablon.draft.DraftStore;
import tablon.json.Json;
import tablon.json.Uuids;
import tablon.notice.Cursor;
import tablon.notice.ModerationStore;
import tablon.notice.Notice;
import tablon.notice.NoticeListStore;
import tablon.notice.Slice;
import tablon.page.Pages;
import tablon.session.Session;
import tablon.session.SessionStore;
import tablon.token.Token;
import tablon.token.TokenStore;

/**
 * What the board stores of a person, as a file: the account, its sessions and tokens without their secrets, its notices, and
 * the newest 100 that are not on the board, and after the last of them its drafts. A file has at most 1,000 notices or about
 * 1 MiB of them, about 1 MiB of drafts, and the address of the file with the next ones.
 */
@Path("cuenta/datos")
// of the class, so that a person whose session has ended is asked to sign in
@Produces(MediaType.TEXT_HTML)
public final class OwnDataResource {
    private final Pages pages;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final TokenStore tokens;
    private final NoticeListStore notices;
    private final ModerationStore moderation;
    private final DraftStore drafts;

    public OwnDataResource(
            Pages pages,
            AccountStore accounts,
            SessionStore sessions,
            TokenStore tokens,
            NoticeListStore notices,
            ModerationStore moderation,
            DraftStore drafts) {
        this.pages = pages;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.notices = notices;
        this.moderation = moderation;
        this.drafts = drafts;
    }

    @GET
    @Needs(Permission.OWN_ACCOUNT)
    @Produces(MediaType.APPLICATION_JSON)
    public Response get(
            @Context ContainerRequestContext context,
            @Nullable @QueryParam("cursor") String cursor,
            @Nullable @QueryParam("borrador") String draft) {
        var request = pages.request(context);
        var account = accounts.of(request.actor());
        var after = Optional.ofNullable(draft).flatMap(Uuids::read);
        var slice = after.isPresent()
                ? new Slice(List.of(), Optional.empty(), Optional.empty())
                : notices.ofAuthor(account.id(), Optional.ofNullable(cursor).flatMap(Cursor::decode));
        var written = slice.older().isPresent() ? DraftStore.Export.NONE : drafts.export(request.actor(), after);
        var next = slice.older().map(older -> "cursor=" + older.encode()).or(() -> written.next()
                .map(last -> "borrador=" + last));
        var data = new OwnData(
                account,
                sessions.of(account.id()),
                tokens.of(request.actor()),
                slice.notices(),
                moderation.ofAuthor(account.id()),
                written.drafts().stream().map(OwnDraft::of).toList(),
                next.map(query -> request.address("cuenta/datos?" + query).toString())
                        .orElse(null));
        return Response.ok(Json.bytes(data), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tablon.json\"")
                .build();
    }

    /** @param next null on the last page */
    @JsonPropertyOrder({"cuenta", "sesiones", "fichas", "noticias", "propuestas", "borradores", "siguiente"})
    private record OwnData(
            @JsonProperty("cuenta") Account account,
            @JsonProperty("sesiones") List<Session> sessions,
            @JsonProperty("fichas") List<Token> tokens,
            @JsonProperty("noticias") List<Notice> notices,
            @JsonProperty("propuestas") List<Notice> submitted,
            @JsonProperty("borradores") List<OwnDraft> drafts,
            @JsonProperty("siguiente") @Nullable String next) {}

    /** @param fields the values of each field of the form */
    @JsonPropertyOrder({"id", "estado", "guardado", "campos"})
    private record OwnDraft(
            @JsonProperty("id") UUID notice,
            @JsonProperty("estado") String state,
            @JsonProperty("guardado") Instant saved,
            @JsonProperty("campos") Map<String, List<String>> fields) {

        static OwnDraft of(Draft.Typed typed) {
            return new OwnDraft(
                    typed.draft().notice(),
                    "borrador",
                    typed.draft().saved(),
                    typed.form().sent());
        }
    }
}
