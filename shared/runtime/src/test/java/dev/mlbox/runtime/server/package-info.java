@NullMarked
package dev.mlbox.runtime.server;

import org.jspecify.annotations.NullMarked;
