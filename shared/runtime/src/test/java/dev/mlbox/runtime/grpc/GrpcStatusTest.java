package dev.mlbox.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcStatusTest {

  @ParameterizedTest
  @EnumSource(GrpcStatus.class)
  void hasTheNumbersOfGrpcsOwnLibrary(GrpcStatus status) {
    assertThat(Status.fromCodeValue(status.code()).getCode().name()).isEqualTo(status.name());
    assertThat(GrpcStatus.parse(status.number())).isEqualTo(status);
  }

  @Test
  void doesNotKnowWhatIsNoNumberOfOne() {
    assertThat(GrpcStatus.parse(null)).isEqualTo(GrpcStatus.UNKNOWN);
    assertThat(GrpcStatus.parse("17")).isEqualTo(GrpcStatus.UNKNOWN);
    assertThat(GrpcStatus.parse("OK")).isEqualTo(GrpcStatus.UNKNOWN);
    assertThat(GrpcStatus.ofHttp(418)).isEqualTo(GrpcStatus.UNKNOWN);
    assertThat(GrpcStatus.ofHttp(502)).isEqualTo(GrpcStatus.UNAVAILABLE);
  }

  @Test
  void encodesWordsForAHeader() {
    assertThat(GrpcText.encode("100 % größer")).isEqualTo("100 %25 gr%C3%B6%C3%9Fer");
    assertThat(GrpcText.decode("100 %25 gr%C3%B6%C3%9Fer")).isEqualTo("100 % größer");
    assertThat(GrpcText.decode("100 %")).isEqualTo("100 %");
    assertThat(GrpcText.decode("a%2")).isEqualTo("a%2");
  }
}
