@NullMarked
package dev.mlbox.jenkinsapi;

import org.jspecify.annotations.NullMarked;
