package dev.mlbox.serving.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "/predict, ROWS, ''",
    "/v2, SERVER, ''",
    "/v2/health/live, LIVE, ''",
    "/v2/health/ready, READY, ''",
    "/v2/models/flights, MODEL, flights",
    "/v2/models/flights/ready, MODEL_READY, flights",
    "/v2/models/flights/infer, TENSORS, flights"
  })
  void knowsItsPaths(String path, Endpoint.Kind kind, String model) {
    assertThat(Endpoint.of(path)).contains(new Endpoint(kind, model));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/models/flights/versions/3, MODEL",
    "/v2/models/flights/versions/3/ready, MODEL_READY",
    "/v2/models/flights/versions/3/infer, TENSORS"
  })
  void knowsWhichVersionIsMeant(String path, Endpoint.Kind kind) {
    assertThat(Endpoint.of(path)).contains(new Endpoint(kind, "flights", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1", "/predict/x", "/v2/models", "/v2/models/a/b", "/metrics"})
  void knowsNoOther(String path) {
    assertThat(Endpoint.of(path)).isEmpty();
  }
}
