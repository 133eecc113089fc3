package dev.mlbox.core.port;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps evaluations for later comparisons. Writers on several machines never lose each other's
 * records; a damaged record is named in a warning and skipped.
 */
public interface BaselineStore {

  /** Adds a record, or replaces the one of the same model, version, commit and data. */
  void save(BaselineRecord record);

  /**
   * Adds a record, unless there is one of the same model, version, commit and data.
   *
   * @return whether there was none
   */
  default boolean add(BaselineRecord record) {
    BaselineRecord.About about = record.about();
    boolean there = find(about.model(), each -> each.isOfTheSame(about)).isPresent();
    if (!there) {
      save(record);
    }
    return !there;
  }

  /** The records of a model, youngest first. */
  List<BaselineRecord> all(String model);

  /**
   * Why there may be records of a model that {@link #all} does not give, in words; empty when it
   * gives all. A model without a record has never been kept only where this is empty.
   */
  Optional<String> unread(String model);

  /**
   * Whether everybody who deploys keeps their records here: then what is not here was never
   * deployed, even where the target cannot be asked.
   */
  boolean isShared();

  /** The youngest record of a model. */
  default Optional<BaselineRecord> latest(String model) {
    return find(model, about -> true);
  }

  /** The youngest record of a model that a question about it is answered yes for. */
  default Optional<BaselineRecord> find(String model, Predicate<BaselineRecord.About> wanted) {
    return all(model).stream().filter(record -> wanted.test(record.about())).findFirst();
  }

  /**
   * Removes all but the youngest records of a model. Those of promoted and of checked versions are
   * counted by themselves: the many checks between two promotions take nobody's place.
   *
   * @param keep how many stay of each kind, at least 1
   * @return how many were removed
   */
  int prune(String model, int keep);
}
