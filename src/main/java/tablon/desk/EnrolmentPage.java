package tablon.desk;

import tablon.page.FormState;
import tablon.page.Frame;
import tablon.page.Head;

/**
 * The model of a page on which a person gets an account.
 *
 * @param lead what the account will be for
 * @param button the label of the button
 * @param asksForCampus whether the first campus is created as well
 */
public record EnrolmentPage(
        Frame frame, Head head, FormState form, String lead, String button, boolean asksForCampus) {}
