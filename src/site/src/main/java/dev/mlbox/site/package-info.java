/**
 * From Markdown pages to the documentation site: one page in, one page out, every link and sample
 * checked.
 */
@org.jspecify.annotations.NullMarked
package dev.mlbox.site;
