using System.Text;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using static System.FormattableString;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Which faults show in the gradients or the loss of which shipped fixtures. Found by making each of them.</summary>
internal sealed class SuiteFaults
{
    /// <summary>In how many places, or with how many sizes, a fault is made in a fixture.</summary>
    private const int Draws = 4;

    private const int Seed = 81000;

    /// <summary>What changes a number by less, relative to the largest of its tensor, is not counted.</summary>
    private const double Shown = 1e-3;

    private const string Head = """
        # Which faults the fixtures catch

        Each fault below was made in every fixture of these folders, in up to four places. It is counted where it changes the loss value
        or a gradient by more than 0.1 % of the largest number of its tensor. What a fault is, and which public reports it stands for, is
        in [the page of causes](../src/BackpropCrossCheck/CAUSES.md). This page is written by a test, from the fixtures themselves.

        Faults that need something else:

        - Faults of updates (an optimizer's moments, η, biases that stay, updates after every sample) show in `training` alone.
        - An engine that keeps something from one call to the next shows in `pairs`, when both of a pair are asked: every oracle is asked
          about several fixtures in one process.
        - Formulas that overflow, such as softmax without its maximum taken off, show in `saturation`: they give NaN or infinity there,
          and the right numbers elsewhere.
        - float32 or float16 in place of float64 shows in every fixture, in the digits.


        """;

    private readonly IReadOnlyList<(string Folder, IReadOnlyList<Fixture> Fixtures)> _folders;
    private readonly IReadOnlyList<string> _causes;
    private readonly Dictionary<(string Cause, string Folder), int> _shown = [];

    /// <summary>Makes every fault in every fixture.</summary>
    /// <param name="folders">The fixtures of each folder.</param>
    /// <param name="causes">The faults.</param>
    public SuiteFaults(IReadOnlyList<(string Folder, IReadOnlyList<Fixture> Fixtures)> folders, IReadOnlyList<string> causes)
    {
        _folders = folders;
        _causes = causes;
        foreach ((string folder, IReadOnlyList<Fixture> fixtures) in folders)
        {
            foreach (Fixture fixture in fixtures)
            {
                Count(folder, fixture);
            }
        }
    }

    /// <summary>The page, as Markdown.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(Head);
            text.Append("## By folder\n\n| folder | fixtures | faults that show in at least one | in no other folder |\n");
            text.Append("|---|---|---|---|\n");
            foreach ((string folder, IReadOnlyList<Fixture> fixtures) in _folders)
            {
                string[] shown = [.. _causes.Where(cause => Times(cause, folder) > 0)];
                string only = string.Join(", ", shown.Where(IsInOneFolder).Select(cause => $"`{cause}`"));
                text.Append(Invariant($"| `{folder}` | {fixtures.Count} | {shown.Length} | {only} |\n"));
            }

            text.Append("\n## By fault\n\n| fault | fixtures that show it | where |\n|---|---|---|\n");
            foreach (string cause in _causes)
            {
                (string Folder, int Times)[] where = [.. _folders.Select(folder => (folder.Folder, Times(cause, folder.Folder)))];
                string places = string.Join(
                    ", ",
                    where.Where(place => place.Times > 0).OrderByDescending(place => place.Times).Select(place => Invariant(
                        $"`{place.Folder}` {place.Times}")));
                text.Append(Invariant($"| `{cause}` | {where.Sum(place => place.Times)} | {places} |\n"));
            }

            return text.Replace("|  |", "| |").ToString();
        }
    }

    /// <summary>The faults that show nowhere.</summary>
    public IEnumerable<string> Missed => _causes.Where(cause => _folders.All(folder => Times(cause, folder.Folder) == 0));

    private bool IsInOneFolder(string cause) => _folders.Count(folder => Times(cause, folder.Folder) > 0) == 1;

    private int Times(string cause, string folder) => _shown.GetValueOrDefault((cause, folder));

    private void Count(string folder, Fixture fixture)
    {
        TensorSet right = Simulation.Of(fixture, isSingle: false);
        foreach (string cause in _causes.Where(cause => fixture.Loss.IsCrossEntropy || !IsOfLogarithm(cause)))
        {
            for (int draw = 0; draw < Draws; draw++)
            {
                if (new MistakeDraw(new Random(Seed + draw), fixture).Of(cause) is { } mistake
                    && Shows(fixture, right, Simulation.Of(fixture, isSingle: false, mistake)))
                {
                    _shown[(cause, folder)] = Times(cause, folder) + 1;
                    break;
                }
            }
        }
    }

    private static bool IsOfLogarithm(string cause) => cause is "epsilon-in-logarithm" or "clipped-probability";

    private static bool Shows(Fixture fixture, TensorSet right, TensorSet wrong)
        => fixture.Layout.Steps.Where(PlantedDraw.IsLossOrGradient).Any(step =>
        {
            if (right[step] is not { } x || wrong[step] is not { } y)
            {
                return false;
            }

            double largest = Math.Max(x.Max(Math.Abs), y.Max(Math.Abs));
            return x.Zip(y).Any(pair => !(Math.Abs(pair.First - pair.Second) <= Shown * largest));
        });
}
