package tablon.desk;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tablon.access.Actor;
import tablon.access.Permission;
import tablon.access.Rights;
import tablon.access.SecurityHeaders;
import tablon.campus.Campus;
import tablon.campus.CampusStore;
import tablon.desk.EditorPage.Saving;
import tablon.draft.Draft;
import tablon.draft.DraftStore;
import tablon.journal.JournalStore;
import tablon.journal.Origin;
import tablon.json.Form;
import tablon.json.LocalTimes;
import tablon.json.Uuids;
import tablon.notice.ModerationStore;
import tablon.notice.Notice;
import tablon.notice.NoticeDraft;
import tablon.notice.NoticeStore;
import tablon.notice.State;
import tablon.notice.Submission;
import tablon.page.Article;
import tablon.page.Done;
import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;
import tablon.page.PageRequest;
import tablon.page.Pages;
import tablon.problem.Fault;
import tablon.problem.Problem;
import tablon.problem.ProblemType;

/** The page on which a person writes a notice: whatever happens to the notice meanwhile, the text stays in the form. */
public final class Editor {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    private final Pages pages;
    private final JournalStore journal;
    private final NoticeStore notices;
    private final ModerationStore moderation;
    private final CampusStore campuses;
    private final DraftStore drafts;
    private final String boardLanguage;

    public Editor(
            Pages pages,
            JournalStore journal,
            NoticeStore notices,
            ModerationStore moderation,
            CampusStore campuses,
            DraftStore drafts,
            String boardLanguage) {
        this.pages = pages;
        this.journal = journal;
        this.notices = notices;
        this.moderation = moderation;
        this.campuses = campuses;
        this.drafts = drafts;
        this.boardLanguage = boardLanguage;
    }

    /**
     * The form for a new notice, with the id that it will have: sending the form twice publishes once. Offers the draft that
     * the person began last and neither saved nor published.
     */
    Response empty(PageRequest request) {
        var values = new LinkedHashMap<String, List<String>>();
        values.put("id", List.of(Uuids.next().toString()));
        values.put("idioma", List.of(boardLanguage));
        var mine = campuses(request.actor(), Optional.empty());
        if (mine.size() == 1) {
            values.put("campus", List.of(mine.get(0).code()));
        }
        var unfinished = drafts.of(request.actor()).stream()
                .filter(draft -> draft.fresh() && !draft.kept())
                .findFirst();
        return new Sheet(request, new Form(values), Optional.empty(), unfinished).show(OK);
    }

    /**
     * The form for a new notice, as the person left it.
     *
     * @throws Problem 404 if the person has no such draft
     */
    Response resume(PageRequest request, String id) {
        var found = Uuids.read(id)
                .flatMap(notice -> drafts.find(request.actor(), notice))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
        var form = NoticeForm.with(found.form(), "id", found.draft().notice().toString());
        return new Sheet(request, form, Optional.empty(), Optional.of(found.draft())).show(OK);
    }

    /** The form for a notice that exists, as the person left it if there is a draft. */
    Response of(PageRequest request, UUID id) {
        var found = drafts.find(request.actor(), id);
        try {
            var notice = notices.editable(request.actor(), id);
            var form = found.map(Draft.Typed::form).orElseGet(() -> form(request.actor(), notice));
            return new Sheet(request, form, Optional.of(id), found.map(Draft.Typed::draft)).show(OK);
        } catch (Problem refused) {
            if (found.isPresent()) {
                var draft = found.get();
                return new Sheet(request, draft.form(), Optional.of(id), Optional.of(draft.draft())).hindered(refused);
            }
            if (refused.type() != ProblemType.NOTICE_WITHDRAWN) {
                throw refused;
            }
            return ofWithdrawn(request, notices.withdrawn(request.actor(), id).notice());
        }
    }

    /** A proposed change goes on from where its author left it. */
    private Form form(Actor actor, Notice notice) {
        var proposed = Rights.needsApproval(actor) && notice.state().isOnBoard()
                ? moderation.proposedChange(notice.id())
                : Optional.<Submission>empty();
        return NoticeForm.withVersion(
                NoticeForm.of(proposed.map(Submission::notice).orElse(notice), pages.zone()), notice.version());
    }

    /** A notice without a campus needs another one; the others are restored without the form. */
    private Response ofWithdrawn(PageRequest request, Notice notice) {
        if (campuses.find(notice.campus()).isPresent()) {
            return Response.seeOther(request.address("noticias/" + notice.id() + "/restaurar"))
                    .build();
        }
        return new Sheet(request, NoticeForm.of(notice, pages.zone()), Optional.of(notice.id()), Optional.empty())
                .withoutCampus();
    }

    /** Publishes a new notice. */
    Response publish(PageRequest request, Form sent) {
        var id = Uuids.read(sent.typed("id")).orElseGet(Uuids::next);
        var sheet = new Sheet(request, NoticeForm.with(sent, "id", id.toString()), Optional.empty());
        return sheet.act(draft -> {
            var stored = journal.change(request.actor(), Origin.PAGE, change -> {
                if (notices.find(change.handle(), id).isPresent()) {
                    throw Problem.of(ProblemType.NOTICE_EXISTS);
                }
                DraftStore.remove(change.handle(), request.actor(), id);
                return notices.create(change, id, draft, change.now());
            });
            return toNotice(request, id, done(stored));
        });
    }

    /** Saves a notice that exists, or restores it from the bin with the text in the form. */
    Response save(PageRequest request, UUID id, Form sent) {
        var sheet = new Sheet(request, sent, Optional.of(id));
        boolean restores = sent.typed(NoticeForm.ACTION).equals(NoticeForm.RESTORE);
        return sheet.act(draft -> {
            var stored = journal.change(request.actor(), Origin.PAGE, change -> {
                var actor = request.actor();
                DraftStore.remove(change.handle(), actor, id);
                if (restores) {
                    notices.withdrawn(change.handle(), actor, id);
                    return notices.create(change, id, draft, change.now());
                }
                var current = notices.editable(change.handle(), actor, id);
                if (current.version() != NoticeForm.version(sent)) {
                    throw Problem.of(ProblemType.NOTICE_CHANGED);
                }
                var content = draft.orPublished(change.now());
                return Rights.needsApproval(actor)
                        ? notices.propose(change, current, content)
                        : notices.replace(change, current, content);
            });
            return toNotice(request, id, restores ? Done.RESTORED : changed(stored));
        });
    }

    private static Done done(Notice stored) {
        return switch (stored.state()) {
            case PROPOSED -> Done.PROPOSED;
            case SCHEDULED -> Done.SCHEDULED;
            default -> Done.PUBLISHED;
        };
    }

    private static Done changed(Notice stored) {
        return stored.state() == State.PROPOSED ? Done.PROPOSED : Done.CHANGED;
    }

    private static Response toNotice(PageRequest request, UUID id, Done done) {
        return Response.seeOther(request.address("noticias/" + id, done)).build();
    }

    private List<Campus> campuses(Actor actor, Optional<String> current) {
        return campuses.all().stream()
                .filter(campus -> Rights.mayWrite(actor, campus.code())
                        || current.filter(campus.code()::equals).isPresent()
                        || (current.isPresent() && actor.may(Permission.MODERATE)))
                .toList();
    }

    /** Does what a valid form asks for. */
    private interface Act {
        Response with(NoticeDraft draft);
    }

    /**
     * One request for the page.
     *
     * @param id the id of the notice; empty for a new one
     * @param kept the draft that the form shows, or else offers
     * @param sent whether the form was sent, so that what is typed in it may be stored nowhere
     */
    private final class Sheet {
        private final PageRequest request;
        private final Form form;
        private final Optional<UUID> id;
        private final Optional<Draft> kept;
        private final boolean sent;

        private Sheet(PageRequest request, Form form, Optional<UUID> id, Optional<Draft> kept, boolean sent) {
            this.request = request;
            this.form = form;
            this.id = id;
            this.kept = kept;
            this.sent = sent;
        }

        /** For a form that is opened. */
        Sheet(PageRequest request, Form form, Optional<UUID> id, Optional<Draft> kept) {
            this(request, form, id, kept, false);
        }

        /** For a form that was sent. */
        Sheet(PageRequest request, Form form, Optional<UUID> id) {
            this(request, form, id, Optional.empty(), true);
        }

        Response act(Act act) {
            if (form.typed(NoticeForm.ACTION).equals(NoticeForm.DRAFT)) {
                return keep();
            }
            Notice own;
            NoticeDraft draft;
            try {
                draft = NoticeForm.read(form, pages.zone(), notices.now(), campuses);
                own = notices.preview(request.actor(), noticeId(), draft);
            } catch (Problem faults) {
                return faulty(faults);
            }
            try {
                if (form.typed(NoticeForm.ACTION).equals(NoticeForm.PREVIEW)) {
                    id.ifPresent(existing -> notices.editable(request.actor(), existing));
                    return preview(own);
                }
                return act.with(draft);
            } catch (Problem refused) {
                return refused(draft, own, refused);
            }
        }

        /** Saves what is typed, even if it could not be published. */
        private Response keep() {
            try {
                drafts.save(request.actor(), noticeId(), form, true);
            } catch (Problem full) {
                return faulty(full);
            }
            return Response.seeOther(request.address("mis-noticias", Done.DRAFT_SAVED))
                    .build();
        }

        private UUID noticeId() {
            return id.orElseGet(() -> Uuids.read(form.typed("id")).orElseThrow());
        }

        Response show(int status) {
            return page(status, List.of(), frame -> Optional.empty(), Optional.empty(), Optional.empty(), normally());
        }

        private Saving normally() {
            return id.isEmpty()
                    ? Saving.PUBLISH
                    : form.typed(NoticeForm.ACTION).equals(NoticeForm.RESTORE) ? Saving.RESTORE : Saving.SAVE;
        }

        Response withoutCampus() {
            return page(
                    OK,
                    List.of(),
                    frame -> Optional.empty(),
                    Optional.of("editor.campus-gone"),
                    Optional.empty(),
                    Saving.RESTORE);
        }

        private Response preview(Notice own) {
            return page(
                    OK,
                    List.of(),
                    frame -> Optional.of(Article.of(frame, pages.dates(request.language()), own)),
                    Optional.empty(),
                    Optional.empty(),
                    normally());
        }

        private Response faulty(Problem faults) {
            if (faults.type() != ProblemType.INVALID_MEMBERS) {
                throw faults;
            }
            return page(
                    faults.status(),
                    faults.faults(),
                    frame -> Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    normally());
        }

        private Response refused(NoticeDraft draft, Notice own, Problem refusal) {
            return switch (refusal.type()) {
                case INVALID_MEMBERS -> faulty(refusal);
                case NOTICE_CHANGED, NOTICE_EXISTS, NOTICE_NOT_WITHDRAWN -> changed(draft, own);
                case NOTICE_WITHDRAWN -> withdrawn(Optional.of(own), refusal);
                case FORBIDDEN, UNKNOWN_NOTICE, NOTICE_EXPIRED, WITHDRAWAL_FINAL -> blocked(refusal);
                default -> throw refusal;
            };
        }

        /** Somebody else saved first, or the same form was sent twice. */
        private Response changed(NoticeDraft draft, Notice own) {
            Notice stored;
            try {
                stored = notices.editable(request.actor(), noticeId());
            } catch (Problem refusal) {
                return refused(draft, own, refusal);
            }
            if (draft.isContentOf(stored)) {
                drafts.discard(request.actor(), noticeId());
                return toNotice(request, noticeId(), id.isPresent() ? Done.CHANGED : done(stored));
            }
            return new Sheet(request, NoticeForm.withVersion(form, stored.version()), Optional.of(noticeId()))
                    .page(
                            CONFLICT,
                            List.of(),
                            frame -> Optional.empty(),
                            Optional.of("editor.changed"),
                            Optional.of(new Both(stored, own)),
                            Saving.OVERWRITE);
        }

        /** A draft of a notice that the person may no longer change. */
        Response hindered(Problem refusal) {
            return refusal.type() == ProblemType.NOTICE_WITHDRAWN
                    ? withdrawn(Optional.empty(), refusal)
                    : blocked(refusal);
        }

        private Response withdrawn(Optional<Notice> own, Problem refusal) {
            try {
                var stored = notices.withdrawn(request.actor(), noticeId()).notice();
                return page(
                        refusal.status(),
                        List.of(),
                        frame -> Optional.empty(),
                        Optional.of("editor.withdrawn"),
                        own.map(typed -> new Both(stored, typed)),
                        Saving.RESTORE);
            } catch (Problem notRestorable) {
                return blocked(refusal);
            }
        }

        private Response blocked(Problem refusal) {
            var key =
                    switch (refusal.type()) {
                        case FORBIDDEN -> "editor.forbidden";
                        case NOTICE_EXPIRED -> "editor.expired";
                        default -> "editor.gone";
                    };
            // a new notice may only need another campus
            boolean new403 = refusal.status() == FORBIDDEN && id.isEmpty();
            return page(
                    refusal.status(),
                    List.of(),
                    frame -> Optional.empty(),
                    Optional.of(new403 ? "editor.forbidden.campus" : key),
                    Optional.empty(),
                    new403 ? Saving.PUBLISH : Saving.NOTHING);
        }

        private Response page(
                int status,
                List<Fault> faults,
                Function<Frame, Optional<Article>> preview,
                Optional<String> refusal,
                Optional<Both> both,
                Saving saving) {
            var dates = pages.dates(request.language());
            var mine = campuses(request.actor(), id.flatMap(unused -> form.first("campus")));
            var page = pages.page(
                    request,
                    status,
                    "editor.jte",
                    frame -> new EditorPage(
                            frame,
                            Head.ofForm(frame.text(id.isPresent() ? "editor.edit" : "editor.new")),
                            new FormState(form, faults, request.language()),
                            frame.link(id.map(existing -> "noticias/" + existing + "/editar")
                                    .orElse("noticias/nueva")),
                            mine,
                            preview.apply(frame),
                            refusal.map(frame::text),
                            both.map(pair -> Comparison.of(frame, dates, pair.stored, pair.own)),
                            saving,
                            kept.map(found -> DraftNote.of(frame, dates, found, id, form)),
                            frame.path("borradores/" + noticeId()),
                            sent,
                            hints(frame),
                            dates.zoneName()));
            return Response.fromResponse(page)
                    .header(SecurityHeaders.CONTENT_SECURITY_POLICY, SecurityHeaders.WITH_OWN_SCRIPT)
                    .build();
        }

        /** Says how a time was taken that daylight saving repeats. */
        private Map<String, String> hints(Frame frame) {
            var hints = new LinkedHashMap<String, String>();
            for (var name : NoticeForm.TIMES) {
                NoticeForm.time(form, name, pages.zone(), notices.now())
                        .filter(time -> LocalTimes.isRepeated(time, pages.zone()))
                        .ifPresent(time -> hints.put(name, repeated(frame, time)));
            }
            return hints;
        }

        private String repeated(Frame frame, Instant time) {
            return frame.text("editor.repeated", EditorPage.moment(frame, pages.dates(request.language()), time));
        }
    }

    private record Both(Notice stored, Notice own) {}
}
