package dev.softdelete.operator.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredManifestTest {
  private static final ResourceIdentity MAP =
      new ResourceIdentity("v1", "ConfigMap", "configmaps", "shop", "ns-1", "c", "u-1", "7");
  private static final String TEXT =
      """
      {"kind": "ConfigMap","apiVersion" :"v1","metadata":{"labels":{"name":"x","uid":"y"},
        "name":"c","namespace":"shop","uid":"u-1","ownerReferences":[{"name":"o","uid":"u-9"}]},
        "data":{"kind":"\\u003ca\\u003e","n":"é ŝ 😀 \\ud800"},"n":1.10e2,"z":{"metadata":{"name":"no"}}}
      """;

  @Test
  void isTheTextAsItWasStored() {
    assertThat(StoredManifest.of(bytes(TEXT), MAP)).isEqualTo(TEXT);
  }

  @Test
  void hasNoNamespaceAtClusterScope() {
    var role = new ResourceIdentity("v1", "Namespace", "namespaces", null, null, "c", "u-1", "7");
    String text =
        "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"c\",\"uid\":\"u-1\"}}";

    assertThat(StoredManifest.of(bytes(text), role)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"v1\"->\"v2\"",
        "\"kind\": \"ConfigMap\"->\"kind\": \"Secret\"",
        "\"name\":\"c\"->\"name\":\"d\"",
        "\"namespace\":\"shop\"->\"namespace\":\"bank\"",
        "\"namespace\":\"shop\",->",
        "\"uid\":\"u-1\"->\"uid\":\"u-2\"",
        "\"uid\":\"u-1\"->\"uid\":1",
      })
  void isOfTheObjectThatTheRecordNames(String change) {
    String[] fromTo = change.split("->", -1);
    String other = TEXT.replace(fromTo[0], fromTo[1]);

    assertThat(other).isNotEqualTo(TEXT);
    assertThatThrownBy(() -> StoredManifest.of(bytes(other), MAP))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessage("it is not the object that the record names");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"kind\":", "no"})
  void isJson(String text) {
    assertThatThrownBy(() -> StoredManifest.of(bytes(text), MAP))
        .isInstanceOf(CorruptSnapshotException.class);
  }

  @Test
  void isUtf8() {
    byte[] bytes = bytes(TEXT.replace("é", "?"));
    bytes[TEXT.indexOf("é")] = (byte) 0xff;

    assertThatThrownBy(() -> StoredManifest.of(bytes, MAP))
        .isInstanceOf(CorruptSnapshotException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
