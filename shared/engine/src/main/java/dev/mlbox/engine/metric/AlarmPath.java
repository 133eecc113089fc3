package dev.mlbox.engine.metric;

import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.Alarm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How a box is asked to say when a canary has answered badly too often. */
public final class AlarmPath {
  private AlarmPath() {}

  /**
   * Of one box, on its metrics port.
   *
   * @param known what it counted when it was last asked
   * @param boxes that count
   */
  public static String of(Alarm alarm, Tally known, int boxes) {
    long bad = known.bad(alarm.canary(), alarm.slowMillis()) + alarm.share(boxes);
    return "/mlbox/alarm?canary=%s&slow=%s&bad=%d&within=%d"
        .formatted(
            URLEncoder.encode(alarm.canary(), StandardCharsets.UTF_8),
            alarm.slowMillis(),
            bad,
            alarm.within().toMillis());
  }
}
