package tablon.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tablon.text.Language;

/** The pages, rendered. */
public final class Pages {
    private final String boardName;

    public Pages(String boardName, Language fallback, Optional<URI> publicUrl) {
        this.boardName = boardName;
    }

    public byte[] error(Language language, String basePath, int status, String title, String detail) {
        return ("<!doctype html><title>" + boardName + "</title>" + title).getBytes(StandardCharsets.UTF_8);
    }
}
