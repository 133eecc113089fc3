package dev.mlbox.runtime.remote;

import java.io.Serializable;

/**
 * A column of rows that are elsewhere.
 *
 * @param name in the files
 * @param sqlType as DuckDB calls it, as the rows' other reader does
 * @param carried whether its values can be brought here
 * @param feeds whether a model can be given them there
 */
public record RemoteColumn(String name, String sqlType, boolean carried, boolean feeds)
    implements Serializable {}
