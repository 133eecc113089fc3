@NullMarked
package dev.mlbox.jenkins.page;

import org.jspecify.annotations.NullMarked;
