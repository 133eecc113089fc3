package dev.mlbox.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CorrectionTest {
  private static final Offset<Double> LAST_DIGIT = within(5e-7);

  // The 15 p-values of Benjamini and Hochberg (1995, J. R. Statist. Soc. B 57:289), in their order.
  private static final double[] PUBLISHED = {
    .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528,
    .7590, 1
  };

  // Adjusted values recomputed with statsmodels.
  @Test
  void holmRejectsThreeOfThePublishedExample() {
    assertThat(Holm.adjust(PUBLISHED))
        .containsExactly(
            new double[] {
              .0015, .0056, .0247, .114, .2211, .278, .278, .278, .3213, 1, 1, 1, 1, 1, 1
            },
            LAST_DIGIT);
    assertThat(Arrays.stream(Holm.adjust(PUBLISHED)).filter(p -> p <= 0.05)).hasSize(3);
  }

  // Adjusted values recomputed with statsmodels.
  @Test
  void benjaminiAndHochbergRejectFourOfThePublishedExample() {
    assertThat(BenjaminiHochberg.adjust(PUBLISHED))
        .containsExactly(
            new double[] {
              .0015, .003, .0095, .035625, .0603, .063857, .063857, .0645, .0765, .486, .581182,
              .714875, .753231, .813214, 1
            },
            LAST_DIGIT);
    assertThat(Arrays.stream(BenjaminiHochberg.adjust(PUBLISHED)).filter(p -> p <= 0.05))
        .hasSize(4);
  }

  // stdlib.io, documentation of stats/padjust.
  @Test
  void holmKeepsTheOrderOfItsInput() {
    assertThat(Holm.adjust(new double[] {.319, .201, .4, .374, .113}))
        .containsExactly(new double[] {.957, .804, .957, .957, .565}, LAST_DIGIT);
  }

  @Test
  void leavesASinglePValueAlone() {
    assertThat(Holm.adjust(new double[] {.03})).containsExactly(.03);
    assertThat(BenjaminiHochberg.adjust(new double[] {.03})).containsExactly(.03);
    assertThat(Holm.adjust(new double[0])).isEmpty();
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
  }

  @Test
  void refusesWhatIsNoPValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Holm.adjust(new double[] {1.5}))
        .withMessage("a p-value must be between 0 and 1, but is 1.5");
  }
}
