package dev.mlbox.core.judge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * A figure of the user's own that is known for each version: refunds, revenue, clicks.
 *
 * @param name for messages, and of its batches in a log
 * @param source who knows it
 * @param form what its numbers mean
 * @param higherIsWorse false for what should be high
 * @param every between readings
 * @param down what an unanswering source means once patience is over
 */
public record OwnMetric(
    String name, Source source, Form form, boolean higherIsWorse, Duration every, Down down) {

  /** In a query, an address or a command it stands for the version that is asked about. */
  public static final String VERSION = "$version";

  public OwnMetric {
    if (form == Form.EVENTS && !higherIsWorse) {
      throw new IllegalArgumentException(
          "events of which there should be many are no bad events; compare them as a level");
    }
  }

  /** What its numbers mean. */
  public enum Form {
    /** A counter of bad events: what came since the last reading is compared by arm. */
    EVENTS,
    /** A value that goes up and down: who has the worse one is counted, reading by reading. */
    LEVEL
  }

  /** Where to go when the source does not answer for as long as the canary may take. */
  public enum Down {
    REVERT,
    /** On without it. */
    IGNORE
  }

  /** What boxes tell of themselves. */
  public enum Usage {
    /** Mean bytes of a box. */
    MEMORY,
    /** Milliseconds of processor time for a request that was answered. */
    CPU;

    private static final Duration EVERY = Duration.ofSeconds(5);

    /** As a level that is compared reading by reading. */
    OwnMetric metric() {
      return new OwnMetric(
          name().toLowerCase(Locale.ROOT),
          new Source.Boxes(this),
          Form.LEVEL,
          true,
          EVERY,
          Down.IGNORE);
    }
  }

  /** Who knows it. */
  public sealed interface Source {

    /** Where, with the version put in, for messages and for asking. */
    Source of(String version);

    /**
     * A query to Prometheus, of which one number must come.
     *
     * @param address such as {@code http://prometheus:9090}
     */
    record Prometheus(String address, String query) implements Source {
      @Override
      public Source of(String version) {
        return new Prometheus(address, query.replace(VERSION, version));
      }
    }

    /**
     * An address that answers a number, or JSON with one in it.
     *
     * @param pointer RFC 6901, such as {@code /data/refunds}; empty for the whole answer
     */
    record Web(String address, String pointer) implements Source {
      @Override
      public Source of(String version) {
        return new Web(address.replace(VERSION, version), pointer);
      }
    }

    /** The boxes themselves. */
    record Boxes(Usage usage) implements Source {
      @Override
      public Source of(String version) {
        return this;
      }
    }

    /**
     * A command whose last line is a number.
     *
     * @param folder where it runs
     */
    record Command(String line, Path folder) implements Source {
      @Override
      public Source of(String version) {
        return new Command(line.replace(VERSION, version), folder);
      }
    }
  }
}
