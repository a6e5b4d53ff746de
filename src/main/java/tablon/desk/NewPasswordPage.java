package tablon.desk;

import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;

/** The model of the page for a new password of the account with this name. */
public record NewPasswordPage(Frame frame, Head head, FormState form, String username) {}
