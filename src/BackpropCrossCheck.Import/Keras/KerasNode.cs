using System.Text.Json;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Import.Keras;

/// <summary>A part of the configuration of a Keras model.</summary>
/// <param name="File">The file.</param>
/// <param name="Path">Its place in the configuration, for errors.</param>
/// <param name="Element">The JSON.</param>
internal readonly record struct KerasNode(string File, string Path, JsonElement Element)
{
    /// <summary>Whether there is anything but null.</summary>
    public bool IsGiven => Element.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    /// <summary>The text, if it is one.</summary>
    /// <exception cref="FixtureException">It holds half of a surrogate pair.</exception>
    public string? AsText
    {
        get
        {
            try
            {
                return Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;
            }
            catch (InvalidOperationException fault)
            {
                throw new FixtureException(File, $"{Wording.Quote(Path)}: this text holds half of a surrogate pair.", inner: fault);
            }
        }
    }

    /// <summary>The name of a function or a class: a text, or an object of Keras's that names it.</summary>
    public string? Name
    {
        get
        {
            string? type = AsText ?? this["class_name"].AsText;
            return type == "function" ? this["config"].AsText : type;
        }
    }

    /// <summary>The number, if it is one. Keras 2 wraps those that NumPy made.</summary>
    public double? AsNumber => Element.ValueKind == JsonValueKind.Object ? this["config"]["value"].AsNumber
        : Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out double value) && double.IsFinite(value) ? value : null;

    /// <summary>The elements, if it is an array; otherwise none.</summary>
    public IEnumerable<KerasNode> Elements
    {
        get
        {
            (string file, string path) = (File, Path);
            return Element.ValueKind == JsonValueKind.Array
                ? Element.EnumerateArray().Select((element, i) => new KerasNode(file, $"{path}/{i}", element))
                : [];
        }
    }

    /// <summary>The elements of an array, or the values of an object; otherwise none.</summary>
    public IEnumerable<KerasNode> Parts
    {
        get
        {
            (string file, string path) = (File, Path);
            return Element.ValueKind == JsonValueKind.Object
                ? Element.EnumerateObject().Select(member => new KerasNode(file, path, member.Value))
                : Elements;
        }
    }

    /// <summary>A field; nothing if there is no such field, or this is no object.</summary>
    /// <param name="name">Its name.</param>
    public KerasNode this[string name]
        => new(File, $"{Path}/{name}", Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out JsonElement found)
            ? found : default);

    /// <summary>Parses a configuration.</summary>
    /// <param name="file">The file.</param>
    /// <param name="where">Where in the file the configuration is.</param>
    /// <param name="utf8">The configuration, JSON.</param>
    /// <exception cref="FixtureException">This is no JSON.</exception>
    public static KerasNode Parse(string file, string where, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return new KerasNode(file, where, document.RootElement.Clone());
        }
        catch (JsonException fault)
        {
            throw new FixtureException(file, $"{where} is not valid JSON: {fault.Message}", inner: fault);
        }
    }

    /// <summary>The text here.</summary>
    /// <exception cref="FixtureException">There is none.</exception>
    public string RequireText() => AsText ?? throw Fault("a text");

    /// <summary>The whole number here, at least 1.</summary>
    /// <exception cref="FixtureException">There is none.</exception>
    public int RequireCount()
        => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out int value) && value >= 1
            ? value : throw Fault("a whole number of at least 1");

    /// <summary>An error here.</summary>
    /// <param name="expected">What is expected, with an article.</param>
    public FixtureException Fault(string expected) => new(
        File, $"{Wording.Quote(Path)}: {(IsGiven ? Wording.Quote(Element.GetRawText()) : "nothing")} was found, expected {expected}.");
}
