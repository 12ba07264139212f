package dev.opendollr.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.opendollr.page.PageKind;
import java.util.Locale;

/// What a payer does on the pages behind one link. Finds everything by what does not depend on the language.
public record PayersHands(Page page) {
    public static final String CARD = "pm_card_visa";
    public static final String CARD_WITH_A_QUESTION = "pm_card_authenticationRequired";
    public static final String CARD_DECLINED = "pm_card_chargeDeclined";

    /// The button of the first step, of each form of the second one, and of the third one.
    public static final String CONTINUE = "[data-step='1'] button";

    public static final String PHONE_BUTTON = "form:has(input[name=number]) button";
    public static final String CARD_BUTTON = "form:has(select[name=card]) button";
    public static final String PAY = "[data-step='3'] button";

    /// Goes through all steps and pays from this phone, without the prefix of Liberia.
    public static PayersHands paying(Page page, String phone) {
        return new PayersHands(page).begin().typeNumber(phone).pay();
    }

    public static PayersHands payingByCard(Page page, String card) {
        return new PayersHands(page).begin().chooseCard(card).pay();
    }

    /// The first step, with what is preset there.
    @CanIgnoreReturnValue
    public PayersHands begin() {
        page.locator(CONTINUE).first().click();
        return isAtStep(2);
    }

    /// The second step, by phone. The operator is guessed from the number.
    @CanIgnoreReturnValue
    public PayersHands typeNumber(String phone) {
        page.fill("input[name=number]", phone);
        page.locator(PHONE_BUTTON).first().click();
        return isAtStep(3);
    }

    @CanIgnoreReturnValue
    public PayersHands chooseCard(String card) {
        page.selectOption("select[name=card]", card);
        page.locator(CARD_BUTTON).first().click();
        return isAtStep(3);
    }

    /// The third step. Waits for the page that answers.
    @CanIgnoreReturnValue
    public PayersHands pay() {
        page.locator(PAY).first().click();
        page.locator("main:not([data-step]):not(:has([data-step]))").waitFor();
        return this;
    }

    @CanIgnoreReturnValue
    public PayersHands isAtStep(int step) {
        page.locator("[data-step='" + step + "']").first().waitFor();
        return this;
    }

    /// Waits until this kind of page is shown.
    @CanIgnoreReturnValue
    public PayersHands sees(String kind) {
        page.locator("main[data-page='" + kind + "']").waitFor();
        return this;
    }

    /// Begins once more after a payment that ended without money: the next page is the second step.
    @CanIgnoreReturnValue
    public PayersHands tryAgain() {
        page.locator("main[data-page='refused'] a.button").click();
        return isAtStep(2);
    }

    /// How pages call a kind of page.
    public static String nameOf(PageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// The kind of page that is shown.
    public String kind() {
        return String.valueOf(main().getAttribute("data-page"));
    }

    public String text() {
        return main().innerText();
    }

    private Locator main() {
        return page.locator("main");
    }

    /// Whether something is wider than the screen, so that a payer would have to scroll sideways.
    public boolean scrollsSideways() {
        return (Boolean)
                page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }
}
