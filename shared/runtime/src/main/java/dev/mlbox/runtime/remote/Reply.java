package dev.mlbox.runtime.remote;

import dev.mlbox.core.measure.CutSums;
import dev.mlbox.core.measure.PairSums;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the other process answers to an {@link Order}. */
public sealed interface Reply extends Serializable {

  /**
   * What the rows are like.
   *
   * @param columns in the order of the files
   * @param rows of all files together
   * @param digest SHA-256 over the bytes of all files, one after the other
   */
  record Opened(List<RemoteColumn> columns, long rows, byte[] digest) implements Reply {
    public Opened {
      columns = List.copyOf(columns);
    }
  }

  /** So many rows are done. */
  record Progress(long rows) implements Reply {}

  /**
   * All rows are done.
   *
   * @param file that holds parcels, each a serialized {@link Parcel}
   * @param spots where they are, in the order of their rows
   */
  record Brought(String file, List<Spot> spots) implements Reply {
    public Brought {
      spots = List.copyOf(spots);
    }
  }

  /**
   * A parcel in a file.
   *
   * @param firstRow number of its first row among all
   * @param rows how many it holds
   * @param offset in bytes
   * @param length in bytes
   */
  record Spot(long firstRow, int rows, long offset, int length) implements Serializable {}

  /**
   * Models have answered, and their answers are kept.
   *
   * @param survey what there is in the rows
   * @param first inputs of the first rows, in parts, in order
   */
  record Kept(Survey survey, List<Parcel> first) implements Reply {
    public Kept {
      first = List.copyOf(first);
    }
  }

  /** Sums over all rows. */
  record Summed(CutSums sums) implements Reply {}

  /** Sums over all rows of the difference of two models. */
  record Paired(PairSums sums) implements Reply {}

  /** Rows of small parts, in parcels in their order. */
  record Gathered(List<Few> few) implements Reply {
    public Gathered {
      few = List.copyOf(few);
    }
  }

  /**
   * Some rows of one part.
   *
   * @param part its number
   * @param firstRow number of the batch's first row, by which they are ordered
   * @param target what is true
   * @param answers of each model
   */
  record Few(int part, long firstRow, Values target, List<Parcel.Said> answers)
      implements Serializable {
    public Few {
      answers = List.copyOf(answers);
    }
  }

  /**
   * It cannot be done.
   *
   * @param fault whose turn it is
   * @param what see {@link Problem}
   * @param where see {@link Problem}
   * @param expected see {@link Problem}
   * @param remedy see {@link Problem}
   */
  record Failed(
      Fault fault,
      String what,
      @Nullable String where,
      @Nullable String expected,
      @Nullable String remedy)
      implements Reply {

    public static Failed of(MlboxException e) {
      Problem first = e.problems().get(0);
      return new Failed(e.fault(), first.what(), first.where(), first.expected(), first.remedy());
    }

    /** With a place for a problem that has none. */
    public MlboxException exception(@Nullable String place) {
      Problem problem = new Problem(what, where == null ? place : where, expected, remedy);
      return new MlboxException(fault, List.of(problem), null);
    }
  }
}
