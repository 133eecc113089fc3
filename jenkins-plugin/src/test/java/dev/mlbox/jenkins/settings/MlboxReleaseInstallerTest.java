package dev.mlbox.jenkins.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MlboxReleaseInstallerTest {

  private static String url(String version, String repository) throws IOException {
    return new MlboxReleaseInstaller("", version, repository, "").url();
  }

  @Test
  void aVersionIsFoundByMavensLayout() throws IOException {
    assertThat(url("0.1.0", ""))
        .isEqualTo(
            "https://repo.maven.apache.org/maven2/dev/mlbox/mlbox-cli/0.1.0/mlbox-cli-0.1.0-bin.zip");
    assertThat(url(" 0.2.0-rc1 ", "https://maven.example.com/releases/"))
        .isEqualTo(
            "https://maven.example.com/releases/dev/mlbox/mlbox-cli/0.2.0-rc1/mlbox-cli-0.2.0-rc1-bin.zip");
  }

  @Test
  void whatIsNoReleaseIsRefused() {
    for (String version : new String[] {"", "0.1.0-SNAPSHOT", "../../secret", "1 0"}) {
      assertThatThrownBy(() -> url(version, ""))
          .as(version)
          .hasMessage(
              "Give a version such as 0.1.0. A snapshot has no fixed archive; give its address and"
                  + " SHA-256 instead.");
    }
  }
}
