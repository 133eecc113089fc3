package dev.mlbox.serving.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @Test
  void readsHostsAndPorts() {
    assertThat(Address.parse("flights-canary.ml:8080"))
        .isEqualTo(new Address("flights-canary.ml", 8080));
    assertThat(Address.parse("[fd00::1]:80")).isEqualTo(new Address("fd00::1", 80));
    assertThat(Address.parse("[fd00::1]:80")).hasToString("[fd00::1]:80");
    assertThat(Address.parse("127.0.0.1:1")).hasToString("127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", ":80", "host:", "host:x", "host:0", "host:65536", "h:-1"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
