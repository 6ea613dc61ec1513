using System.Text;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Fuzzing;

namespace BackpropCrossCheck.Cli;

/// <summary>The folder in which <c>fuzz</c> saves failures. Nothing in it is ever overwritten.</summary>
/// <param name="path">The folder; it is made when it is needed.</param>
/// <param name="seed">The seed of the run.</param>
internal sealed class FailureFolder(string path, ulong seed)
{
    private readonly Dictionary<string, string> _saved = new(StringComparer.Ordinal);

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Saves a failure as a fixture. One that is the same but for its name, saved before in this run, is not saved
    /// again.</summary>
    /// <param name="failure">The failure.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public SavedFailure Save(FuzzFailure failure)
    {
        Fixture fixture = failure.Report.Fixture!;
        string numbers = FixtureWriter.Of(fixture with { Name = "any", Description = null });
        if (_saved.TryGetValue(numbers, out string? earlier))
        {
            return new SavedFailure(earlier, IsThereAlready: true);
        }

        byte[] text = Encoding.UTF8.GetBytes(FixtureWriter.Of(fixture with { Description = Description(failure) }));
        for (int i = 1; ; i++)
        {
            string file = System.IO.Path.Combine(
                path, i == 1 ? fixture.Name + ".json" : FormattableString.Invariant($"{fixture.Name}-{i}.json"));
            bool isThere = System.IO.Path.Exists(file);
            if (isThere && !(File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(text)))
            {
                continue;
            }

            if (!isThere)
            {
                WholeFile.Write(file, stream => stream.Write(text));
            }

            _saved.Add(numbers, file);
            return new SavedFailure(file, isThere);
        }
    }

    private string Description(FuzzFailure failure) => FormattableString.Invariant(
        $"backprop-check fuzz --seed {seed} drew it: {FixtureSize.Of(failure.Original)}. ")
        + (failure.WhyNotShrunk is null ? "It was shrunk to the smallest fixture that still fails" : "It is as it was drawn, and fails")
        + (failure.Oracle is { } oracle && failure.Report.Comparisons.Count > 0
            ? $" against {failure.Report.Comparisons[Math.Min(oracle, failure.Report.Comparisons.Count - 1)].Against}."
            : ".");
}
