package dev.mlbox.engine.pipeline;

import dev.mlbox.core.port.BaselineRecord;
import dev.mlbox.core.port.BaselineStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The records of a store without those of versions that a pilot got and did not promote: they were
 * kept when the rollout was handed over, as nobody who measured them is there at its end.
 */
record ProvenBaselines(BaselineStore store, Serving serving) implements BaselineStore {

  @Override
  public List<BaselineRecord> all(String model) {
    return store.all(model).stream().filter(record -> !serving.isUnproven(record.about())).toList();
  }

  /** The store may know it without reading all that it has. */
  @Override
  public Optional<BaselineRecord> find(String model, Predicate<BaselineRecord.About> wanted) {
    return store.find(model, wanted.and(about -> !serving.isUnproven(about)));
  }

  @Override
  public void save(BaselineRecord record) {
    store.save(record);
  }

  @Override
  public boolean add(BaselineRecord record) {
    return store.add(record);
  }

  @Override
  public Optional<String> unread(String model) {
    return store.unread(model);
  }

  @Override
  public boolean isShared() {
    return store.isShared();
  }

  @Override
  public int prune(String model, int keep) {
    return store.prune(model, keep);
  }
}
