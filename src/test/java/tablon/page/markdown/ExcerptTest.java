package tablon.page.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void shortTextIsCompleteAndPlain() {
        assertThat(Markdown.excerpt("Se abre el *lunes*\nen [la sede](https://a.example).", 100))
                .isEqualTo("Se abre el lunes en la sede.");
    }

    @Test
    void excerptEndsWithTheFirstParagraphs() {
        assertThat(Markdown.excerpt("# Plazos\n\nUno.\n\nDos.\n\n- tres\n\nCuatro.", 100))
                .isEqualTo("Uno. Dos.");
    }

    @Test
    void textWithoutParagraphsIsUsedInOrder() {
        assertThat(Markdown.excerpt("# Plazos\n- uno\n- dos\n", 100)).isEqualTo("Plazos uno dos");
        assertThat(Markdown.excerpt("---", 100)).isEmpty();
    }

    @Test
    void longTextEndsAtAWordWithoutPunctuation() {
        assertThat(Markdown.excerpt("uno dos, tres", 9)).isEqualTo("uno dos…");
    }

    @Test
    void longWordIsCutBetweenGraphemes() {
        assertThat(Markdown.excerpt("a" + "😀".repeat(20), 10)).isEqualTo("a😀😀😀😀…");
        assertThat(Markdown.excerpt("e\u0301".repeat(20), 5)).isEqualTo("e\u0301e\u0301…");
    }

    @Test
    void htmlIsText() {
        assertThat(Markdown.excerpt("<b>x</b>", 100)).isEqualTo("<b>x</b>");
    }

    @Test
    void bareAddressesAreText() {
        assertThat(Markdown.excerpt("«https://a.example», www.b.example y c@d.example.", 100))
                .isEqualTo("«https://a.example», www.b.example y c@d.example.");
    }
}
