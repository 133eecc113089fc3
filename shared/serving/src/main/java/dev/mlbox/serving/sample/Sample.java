package dev.mlbox.serving.sample;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.serving.exchange.Endpoint;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** What is to be kept. */
sealed interface Sample {

  /** In memory until it is written. */
  long bytes();

  /**
   * A request and its answer.
   *
   * @param millis since 1970
   * @param id of the answer, see {@link dev.mlbox.serving.exchange.AnswerId}; empty for none
   */
  record Answered(
      long millis, Endpoint.Kind kind, Buffer request, Buffer answer, String version, String id)
      implements Sample {
    @Override
    public long bytes() {
      return (long) request.length() + answer.length();
    }
  }

  /**
   * What became known of an answer, row by row.
   *
   * @param nonce of the answer's name
   */
  record Labelled(long millis, String nonce, List<JsonNode> labels) implements Sample {
    public Labelled {
      labels = List.copyOf(labels);
    }

    @Override
    public long bytes() {
      return 64L * labels.size();
    }
  }
}
