package dev.mlbox.serving.model;

import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.AnswerId;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Paths;
import dev.mlbox.serving.split.Address;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What answers in a box: a model that it asks, or a server that it stands in front of. */
public interface OwnModel extends AutoCloseable {

  /** What it can be asked. */
  Paths paths();

  /** Where a server behind the box is called by gRPC; empty when its clients do not call it so. */
  default Optional<Address> called() {
    return Optional.empty();
  }

  /** The answer to a client's request, on the caller's event loop; never fails. */
  Future<Answer> answer(Endpoint endpoint, Incoming request);

  /** The answer to rows in mlbox's own form; never fails. */
  Future<Answer> probe(Incoming request);

  /**
   * What an answer, its own or a canary's, says to each row, for comparison; empty when that cannot
   * be known.
   */
  default Optional<List<String>> said(Answer answer) {
    return AnswerId.parse(answer.id()).map(AnswerId::predicted);
  }

  /**
   * The same answer, its own or another version's; as {@link Answer#unreadable} when the body is
   * nothing that such a model answers, whatever its status says.
   */
  default Answer read(Endpoint endpoint, Incoming request, Answer answer) {
    return answer;
  }

  /** Whether it can be asked now. */
  boolean isReady();

  /** Whether waiting may help; what cannot answer for long had better be started again. */
  default boolean isLive() {
    return true;
  }

  @Override
  void close();
}
