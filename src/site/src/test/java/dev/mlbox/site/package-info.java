@org.jspecify.annotations.NullMarked
package dev.mlbox.site;
