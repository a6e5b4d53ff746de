package tablon.desk;

import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of the page on which people delete their own account.
 *
 * @param username for password managers
 */
public record OwnDeletionPage(Frame frame, Head head, FormState form, String username) {}
