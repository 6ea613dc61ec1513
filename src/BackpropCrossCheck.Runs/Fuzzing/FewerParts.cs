using System.Collections.ObjectModel;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>Fixtures with fewer layers, samples, units and inputs, and without training and regularization.</summary>
internal static class FewerParts
{
    /// <summary>Without training, or with a simpler one.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> OfTraining(Fixture fixture)
    {
        if (fixture.Training is not { } training)
        {
            yield break;
        }

        yield return fixture with { Training = null };
        var plain = new Training(1, 1, Biases: true);
        Training[] simpler =
        [
            plain,
            training with { Rule = plain.Rule },
            training with { Steps = 1 },
            training with { BySamples = false },
            training with { Biases = true },
            training with { LearningRate = 1 },
        ];
        foreach (Training other in simpler.Where(other => other != training))
        {
            yield return fixture with { Training = other };
        }
    }

    /// <summary>Without regularization, or with a simpler one: l2 alone before l1 alone before both, whole before half.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> OfRegularization(Fixture fixture)
    {
        Regularization given = fixture.Regularization;
        // In this order, so that none of them comes back.
        IEnumerable<Regularization> simplest = new[] { Regularization.None, new Regularization(1, 0), new Regularization(0, 1) }
            .TakeWhile(other => other != given);
        Regularization[] parts =
        [
            given with { L1 = 0 },
            given with { L2 = 0 },
            given with { Half = false },
            given with { Biases = false },
            given with { L2 = Math.Sign(given.L2) },
            given with { L1 = Math.Sign(given.L1) },
        ];
        return given.IsNone ? [] : simplest.Concat(parts.Where(other => other != given && !other.IsNone))
            .Select(other => fixture with { Regularization = other });
    }

    /// <summary>Without one of the layers. The next layer gets the inputs of the one that is gone; the new last layer gets as many units
    /// as there are labels.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> OfLayers(Fixture fixture)
    {
        ReadOnlyCollection<Layer> layers = fixture.Network.Layers;
        for (int gone = 0; gone < layers.Count && layers.Count > 1; gone++)
        {
            Layer[] left = [.. layers.Where((_, l) => l != gone)];
            if (gone < left.Length)
            {
                left[gone] = Selection.Of(left[gone], Selection.All(left[gone].Units), Repeated(layers[gone].Inputs, left[gone].Inputs));
            }
            else
            {
                left[^1] = Selection.Of(left[^1], Repeated(layers[^1].Units, left[^1].Units), Selection.All(left[^1].Inputs));
            }

            yield return Selection.With(fixture, left);
        }
    }

    /// <summary>With fewer samples.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> OfSamples(Fixture fixture) => Selection.Smaller(fixture.Batch.Samples)
        .Select(samples => fixture with { Batch = Selection.Of(fixture.Batch, samples) });

    /// <summary>With fewer units in one of the layers, or fewer inputs.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> OfUnits(Fixture fixture)
    {
        ReadOnlyCollection<Layer> layers = fixture.Network.Layers;
        int[] samples = Selection.All(fixture.Batch.Samples);
        foreach (int[] inputs in Selection.Smaller(fixture.Network.Inputs))
        {
            yield return Selection.With(fixture, 0, Selection.Of(layers[0], Selection.All(layers[0].Units), inputs)) with
            {
                Batch = Selection.Of(fixture.Batch, samples, inputs),
            };
        }

        for (int l = 0; l < layers.Count; l++)
        {
            foreach (int[] units in Selection.Smaller(layers[l].Units))
            {
                Layer[] fewer = [.. layers];
                fewer[l] = Selection.Of(layers[l], units, Selection.All(layers[l].Inputs));
                if (l + 1 < layers.Count)
                {
                    fewer[l + 1] = Selection.Of(layers[l + 1], Selection.All(layers[l + 1].Units), units);
                    yield return Selection.With(fixture, fewer);
                }
                else
                {
                    yield return Selection.With(fixture, fewer) with
                    {
                        Batch = Selection.Of(fixture.Batch, samples, outputs: units),
                    };
                }
            }
        }
    }

    /// <summary>Without the bias of one of the layers.</summary>
    /// <param name="fixture">The fixture.</param>
    public static IEnumerable<Fixture> OfBiases(Fixture fixture)
    {
        for (int l = 0; l < fixture.Network.Layers.Count; l++)
        {
            if (fixture.Network.Layers[l] is { HasBias: true } layer)
            {
                yield return Selection.With(
                    fixture, l, new Layer(layer.Inputs, layer.Units, layer.Weights.ToArray(), null, layer.Activation));
                if (layer.SharesBias)
                {
                    yield return Selection.With(
                        fixture,
                        l,
                        new Layer(layer.Inputs, layer.Units, layer.Weights.ToArray(), layer.Bias.ToArray(), layer.Activation));
                }
            }
        }
    }

    private static int[] Repeated(int count, int among) => [.. Enumerable.Range(0, count).Select(i => i % among)];
}
