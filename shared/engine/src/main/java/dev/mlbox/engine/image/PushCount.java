package dev.mlbox.engine.image;

import com.google.cloud.tools.jib.api.JibEvent;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.event.events.TimerEvent;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.event.Listener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

/** Hears from Jib which blobs there are, and which were really uploaded. */
final class PushCount {
  private static final String BLOB = "pushing blob ";
  private static final String UPLOAD = "pushBlob PATCH ";
  private static final String UNVERIFIED = "Cannot verify server";

  private final Listener listener;
  private final Map<String, Long> sizes = new ConcurrentHashMap<>();
  private final Set<String> uploaded = ConcurrentHashMap.newKeySet();
  private final Set<String> unverified = ConcurrentHashMap.newKeySet();
  private final DoubleAdder done = new DoubleAdder();
  private final AtomicInteger percent = new AtomicInteger();

  PushCount(Listener listener) {
    this.listener = listener;
  }

  void on(JibEvent event) {
    if (event instanceof ProgressEvent progress) {
      String what = progress.getAllocation().getDescription();
      if (what.startsWith(BLOB)) {
        sizes.put(what.substring(BLOB.length()), progress.getAllocation().getAllocationUnits());
      }
      done.add(progress.getUnits() * progress.getAllocation().getFractionOfRoot());
      int now = (int) Math.round(100 * done.sum());
      if (percent.getAndUpdate(before -> Math.max(before, now)) < now) {
        listener.on(new Event.Progressed("box", Math.min(now, 100), 100, "%"));
      }
    } else if (event instanceof TimerEvent timer && timer.getDescription().startsWith(UPLOAD)) {
      uploaded.add(timer.getDescription().substring(UPLOAD.length()));
    } else if (event instanceof LogEvent log
        && log.getMessage().startsWith(UNVERIFIED)
        && unverified.add(log.getMessage())) {
      listener.on(new Event.Noted("box", "warning: " + log.getMessage()));
    }
  }

  /**
   * The image that was pushed.
   *
   * @param configuration digest of the one blob that is no layer
   */
  ImageRef image(String repository, String digest, String configuration) {
    sizes.remove(configuration);
    uploaded.remove(configuration);
    long bytes = uploaded.stream().mapToLong(blob -> sizes.getOrDefault(blob, 0L)).sum();
    return new ImageRef(repository, digest, sizes.size(), uploaded.size(), bytes);
  }
}
