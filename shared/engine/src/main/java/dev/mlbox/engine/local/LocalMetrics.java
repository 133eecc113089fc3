package dev.mlbox.engine.local;

import dev.mlbox.core.judge.OwnMetric;
import dev.mlbox.core.judge.Tally;
import dev.mlbox.core.port.Alarm;
import dev.mlbox.core.port.MetricSource;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.metric.AlarmPath;
import dev.mlbox.engine.metric.BoxUsage;
import dev.mlbox.engine.metric.LatestWish;
import dev.mlbox.engine.metric.OwnMetricReader;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Counts, from the one box that a version has here. */
final class LocalMetrics implements MetricSource {
  private final LocalFolder folder;
  private final BoxHttp http;
  private final OwnMetricReader own;
  private final BoxUsage usage = new BoxUsage();
  private final Map<String, Tally> told = new ConcurrentHashMap<>();
  private final LatestWish wish = new LatestWish();

  LocalMetrics(LocalFolder folder, BoxHttp http, OwnMetricReader own) {
    this.folder = folder;
    this.http = http;
    this.own = own;
  }

  @Override
  public double measure(OwnMetric metric, String version) {
    return metric.source() instanceof OwnMetric.Source.Boxes boxes
        ? usage.of(boxes.usage(), version, tallies(version))
        : own.read(metric, version);
  }

  @Override
  public void listen(Alarm alarm, Runnable heard) {
    Tally known = told.get(alarm.version());
    Optional<BoxProcess> process = folder.version(alarm.version()).read();
    if (known != null && process.isPresent()) {
      URI uri =
          BoxHttp.metrics(process.get().launch())
              .resolve(AlarmPath.of(alarm, known, /* boxes= */ 1));
      Runnable tell = wish.begin(heard);
      CompletableFuture<?> unused =
          http.held(uri, alarm.within()).thenAccept(isSo -> stirred(isSo, tell));
    }
  }

  private static void stirred(boolean isSo, Runnable tell) {
    if (isSo) {
      tell.run();
    }
  }

  @Override
  public Map<String, Tally> tallies(String version) {
    Map<String, Tally> tallies = asked(version);
    told.putAll(tallies);
    return tallies;
  }

  private Map<String, Tally> asked(String version) {
    return Steady.call(
        () -> {
          BoxProcess process =
              folder
                  .version(version)
                  .read()
                  .orElseThrow(
                      () ->
                          MlboxException.broken(
                              Problem.of("no box of version %s runs".formatted(version)), null));
          URI uri = BoxHttp.metrics(process.launch()).resolve("/mlbox/counts");
          // The box's name is its version's: a box that was started again says so by its boot.
          return Map.of(version, Json.read(http.get(uri), Tally.class, uri.toString()));
        });
  }
}
