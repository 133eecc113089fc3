package dev.mlbox.engine.data;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.table.DataType;
import dev.mlbox.runtime.remote.RemoteColumn;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Where rows come from.
 *
 * @param files that are read
 * @param digest of the rows, found when it is first asked for
 * @param far the rows themselves, when the files have no more than what judges look at; else null
 * @param closes whether these rows are the ones that end what is far
 */
record Origin(DataFiles files, FutureTask<Digest> digest, @Nullable FarRows far, boolean closes) {

  static Origin of(DataFiles files) {
    return new Origin(files, new FutureTask<>(files::digest), null, false);
  }

  /** The same for a second reader, who ends before the first. */
  Origin lent() {
    DataFiles kept = new DataFiles(files.location(), files.files(), null);
    return new Origin(kept, digest, far, false);
  }

  /** The columns elsewhere that models can be given, in their order. */
  Map<String, DataType> inputs() {
    Map<String, DataType> offered = new LinkedHashMap<>();
    for (RemoteColumn column : elsewhere()) {
      DataType type = DataColumn.of(column.name(), column.sqlType()).type();
      if (type != null) {
        offered.put(column.name(), type);
      }
    }
    return offered;
  }

  /** All columns elsewhere. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    elsewhere().forEach(column -> names.add(column.name()));
    return names;
  }

  private List<RemoteColumn> elsewhere() {
    return far == null ? List.of() : far.columns();
  }

  void close() {
    files.removeDownload();
    if (far != null && closes) {
      far.close();
    }
  }
}
