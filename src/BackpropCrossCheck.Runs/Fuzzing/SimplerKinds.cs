using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>Fixtures with simpler activations and losses: those that come earlier in the tables, and those with their default
/// parameter.</summary>
internal static class SimplerKinds
{
    /// <summary>With a simpler activation in one of the layers.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> OfActivations(Fixture fixture)
    {
        for (int l = 0; l < fixture.Network.Layers.Count; l++)
        {
            Layer layer = fixture.Network.Layers[l];
            foreach (Activation simpler in Before(Activation.All, layer.Activation, kind => kind.Name))
            {
                yield return Selection.With(fixture, l, layer.With(simpler));
            }
        }
    }

    /// <summary>With a simpler loss or reduction.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> OfLoss(Fixture fixture)
    {
        foreach (LossTerm simpler in Before(LossTerm.All, fixture.Loss.Term, kind => kind.Name))
        {
            yield return fixture with { Loss = fixture.Loss with { Term = simpler } };
        }

        for (Reduction simpler = Reduction.Sum; simpler < fixture.Loss.Reduction; simpler++)
        {
            yield return fixture with { Loss = fixture.Loss with { Reduction = simpler } };
        }
    }

    /// <summary>The kinds before one in a table, and the kind itself with its default parameter if it has another.</summary>
    private static IEnumerable<T> Before<T>(IReadOnlyList<T> all, T kind, Func<T, string> name)
        where T : notnull
        => all.TakeWhile(other => name(other) != name(kind)).Concat(
            all.Where(other => name(other) == name(kind) && !other.Equals(kind)));
}
