/** Forms for notices as they were typed, which their authors continue later. */
@NullMarked
package tablon.draft;

import org.jspecify.annotations.NullMarked;
