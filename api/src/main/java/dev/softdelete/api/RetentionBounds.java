package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What an object's own retention annotation, or a move of a record's purge time, may ask for. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RetentionBounds(
    @Default("1h")
        @Size(max = 32)
        @Pattern(Durations.PATTERN)
        @JsonPropertyDescription(
            "The shortest retention that may be requested: a Go duration such as 1h, or a number of"
                + " days such as 30d.")
        String min,
    @Default("90d")
        @Size(max = 32)
        @Pattern(Durations.PATTERN_OR_INDEFINITE)
        @JsonPropertyDescription(
            "The longest retention that may be requested: a Go duration such as 72h, a number of"
                + " days such as 30d, or Indefinite for no maximum.")
        String max) {

  /** The bounds of a policy that names none. */
  public static final RetentionBounds DEFAULT = new RetentionBounds("1h", "90d");
}
