using BackpropCrossCheck.Fixtures;
using Newtonsoft.Json;
using NJsonSchema;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>Compares the schema for editors with the reader. They accept the same files, except for rules that a schema cannot
/// express.</summary>
/// <remarks>NJsonSchema knows draft 4 with additions, so the schema keeps to keywords that mean the same there and in 2020-12: enum instead
/// of const, anyOf instead of if and then; $defs is called definitions for it. NJsonSchema ignores everything beside a $ref; here these are
/// titles and descriptions. Unlike 2020-12 and the reader it does not take 2.0 for an integer, and it takes −5e-324 for 0. No file here
/// depends on that.</remarks>
public sealed class SchemaTest
{
    /// <summary>Bad files that the schema accepts: the beginnings of their names, and why only the reader can refuse them.</summary>
    private static readonly (string Prefix, string Reason)[] ReaderOnly =
    [
        ("syntax-", "a schema speaks about values; whether the text is JSON is decided before"),
        ("encoding-", "a schema speaks about values, not about bytes"),
        ("nesting-", "a schema has no word for depth, and some parsers refuse it first"),
        ("surrogate-", "a parser has replaced or kept the half pair before the schema sees it"),
        ("duplicate-", "a parser has dropped one of the two before the schema sees them"),
        ("number-too-large", "the range of numbers is the parser's"),
        ("number-huge-exponent", "the range of numbers is the parser's"),
        ("training-rate-infinite", "the range of numbers is the parser's"),
        ("expected-infinite", "the range of numbers is the parser's"),
        ("weights-ragged", "a schema cannot compare lengths"),
        ("weights-do-not-fit", "a schema cannot compare lengths"),
        ("weights-transposed", "a schema cannot compare lengths"),
        ("bias-too-", "a schema cannot compare lengths"),
        ("inputs-width", "a schema cannot compare lengths"),
        ("inputs-ragged", "a schema cannot compare lengths"),
        ("labels-width", "a schema cannot compare lengths"),
        ("labels-samples", "a schema cannot compare lengths"),
        ("expected-layers-", "a schema cannot compare lengths"),
        ("expected-row", "a schema cannot compare lengths"),
        ("expected-before-layers", "a schema cannot compare lengths"),
        ("expected-gradients-shape", "a schema cannot compare lengths"),
        ("expected-gradients-transposed", "a schema cannot compare lengths"),
        ("expected-gradients-layers", "a schema cannot compare lengths"),
        ("expected-gradients-too-many", "a schema cannot compare lengths"),
        ("expected-gradients-bias-shape", "a schema cannot compare lengths"),
        ("expected-gradients-bias-of-none", "a schema cannot compare an entry with the network"),
        ("expected-loss-family", "would need a case for each family in the schema, with errors that nobody understands"),
        ("labels-class-too-large", "a schema cannot compare a class with the number of units"),
        ("expected-input-gradients-shape", "a schema cannot compare lengths"),
        ("expected-derivatives-of-softmax", "a schema cannot compare an entry with the network"),
        ("expected-shared-bias-shape", "a schema cannot compare lengths"),
        ("expected-only-null", "a schema would have to look for a number at any depth"),
    ];

    [Test]
    public async Task Schema_GoodFiles_AreAcceptedAsByTheReader()
    {
        JsonSchema schema = await Schema();
        foreach (string file in FixtureText.Files(FixtureText.GoodFolder))
        {
            string path = Path.Combine(FixtureText.GoodFolder, file);
            Assert.That(() => FixtureReader.Read(path), Throws.Nothing, file);
            Assert.That(Faults(schema, path), Is.Empty, file);
        }
    }

    [Test]
    public async Task Schema_BadFiles_AreRefusedAsByTheReader()
    {
        JsonSchema schema = await Schema();
        string[] accepted = [.. FixtureText.Files(FixtureText.BadFolder)
            .Where(file => !ReaderOnly.Any(known => file.StartsWith(known.Prefix, StringComparison.Ordinal)))
            .Where(file => Faults(schema, Path.Combine(FixtureText.BadFolder, file)).Count == 0)];
        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public async Task Schema_ReaderOnlyFiles_AreReallyBeyondIt()
    {
        JsonSchema schema = await Schema();
        foreach ((string prefix, string reason) in ReaderOnly.Where(known => !known.Prefix.EndsWith('-')))
        {
            string[] files = [.. FixtureText.Files(FixtureText.BadFolder).Where(file => file.StartsWith(prefix, StringComparison.Ordinal))];
            Assert.That(files, Is.Not.Empty, $"{prefix}: {reason}");
            Assert.That(
                files.Select(file => Faults(schema, Path.Combine(FixtureText.BadFolder, file)).Count), Has.All.Zero, $"{prefix}: {reason}");
        }
    }

    private static async Task<JsonSchema> Schema()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "fixture.schema.json"));
        return await JsonSchema.FromJsonAsync(text.Replace("$defs", "definitions", StringComparison.Ordinal));
    }

    private static List<string> Faults(JsonSchema schema, string path)
    {
        try
        {
            return [.. schema.Validate(File.ReadAllText(path)).Select(fault => fault.ToString())];
        }
        catch (JsonException fault)
        {
            return [fault.Message];
        }
    }
}
