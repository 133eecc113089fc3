package dev.mlbox.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

class MlboxMojoTest {

  private static void wantDryRun(MlboxMojo mojo) throws ReflectiveOperationException {
    var field = MlboxMojo.class.getDeclaredField("dryRun");
    field.setAccessible(true);
    field.setBoolean(mojo, true);
  }

  @Test
  void aDryRunOfWhatCannotBeSaidBeforehandIsRefusedBeforeAnythingIsRead() throws Exception {
    for (MlboxMojo mojo : List.of(new PromoteMojo(), new RevertMojo())) {
      wantDryRun(mojo);

      assertThatThrownBy(mojo::execute)
          .isInstanceOf(MojoExecutionException.class)
          .hasMessage(
              "INVALID: mlbox:%s cannot say beforehand what it would do (mlbox.dryRun); expected a goal"
                      .formatted(mojo.goal())
                  + " with a dry run: train, check, box or deploy; `mvn mlbox:status` says what"
                  + " serves, and which version was before it");
    }
  }

  @Test
  void goalsThatCanSayItAreNotRefused() {
    assertThat(List.of(new TrainMojo(), new CheckMojo(), new BoxMojo(), new DeployMojo()))
        .allMatch(MlboxMojo::canSayBefore);
  }
}
