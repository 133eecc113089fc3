/** Models that are servers already: started or found, and asked as their clients ask them. */
@NullMarked
package dev.mlbox.runtime.server;

import org.jspecify.annotations.NullMarked;
