package dev.mlbox.engine.pilot;

import dev.mlbox.core.config.MlboxConfig;
import dev.mlbox.core.config.NotifyConfig;
import dev.mlbox.core.event.Listener;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.engine.notify.Awaited;
import dev.mlbox.engine.notify.Messenger;
import dev.mlbox.engine.notify.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the hooks whose address the Job has from a Secret; the others are told by the command that
 * has started the pilot.
 *
 * @param place where the model is
 * @param version that is rolled out
 * @param pod the pilot's
 */
record PilotNotices(MlboxConfig config, String place, String version, String pod) {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * A listener that also tells when a person is waited for: nobody else would.
   *
   * @param environment holds the addresses
   * @param notes hears what could not be told
   */
  Listener alsoAwaiting(
      Listener listener, Map<String, String> environment, Consumer<String> notes) {
    return Awaited.also(
        listener, text -> messenger(environment, notes).tell(notice(Awaited.OUTCOME, text)));
  }

  /** How it ended. */
  void tell(RolloutEnd end, Map<String, String> environment, Consumer<String> notes) {
    String reason = end.reason().isEmpty() ? "" : ": " + end.reason();
    String text = "%s, %s serves%s".formatted(version, end.serving(), reason);
    messenger(environment, notes).tell(notice(end.outcome().name().toLowerCase(Locale.ROOT), text));
  }

  private Messenger messenger(Map<String, String> environment, Consumer<String> notes) {
    List<NotifyConfig.Hook> own =
        config.notices().hooks().stream().filter(hook -> hook.secret() != null).toList();
    return new Messenger(own, environment, notes, PAUSE);
  }

  private Notice notice(String outcome, String text) {
    return new Notice(
        config.model().name(),
        place,
        outcome,
        version,
        text,
        "the pilot in pod " + pod,
        Instant.now(),
        List.of());
  }
}
