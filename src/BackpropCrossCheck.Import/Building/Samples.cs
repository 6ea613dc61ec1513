using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Building;

/// <summary>Brings inputs and labels from a file into the shape of a fixture.</summary>
internal static class Samples
{
    /// <summary>The inputs, N×M, row-major.</summary>
    /// <param name="data">N×M, N×H×W with H·W = M, or N numbers where M is 1.</param>
    /// <param name="inputs">M.</param>
    /// <exception cref="FixtureException">The shape is another.</exception>
    public static double[] Inputs(DataArray data, int inputs) => WidthOf(data) == inputs ? data.Values : throw new FixtureException(
        data.File,
        $"the inputs are {Shown(data)}, which is {Wording.Count(WidthOf(data), "number")} a sample; the network takes {inputs}.");

    /// <summary>The labels, N×K, row-major.</summary>
    /// <param name="data">N×K; or N numbers where K is 1; or N classes, for categorical-cross-entropy.</param>
    /// <param name="samples">N.</param>
    /// <param name="outputs">K.</param>
    /// <param name="loss">The loss.</param>
    /// <exception cref="FixtureException">The shape is another, or a label is none that the loss allows.</exception>
    public static double[] Labels(DataArray data, int samples, int outputs, Loss loss)
    {
        if (data.Shape[0] != samples)
        {
            throw new FixtureException(
                data.File, $"there are labels of {Wording.Count(data.Shape[0], "sample")} for inputs of {samples}.");
        }

        if (loss.Term is CategoricalCrossEntropy && outputs > 1 && WidthOf(data) == 1)
        {
            return OneHot(data, outputs);
        }

        if (WidthOf(data) != outputs)
        {
            throw new FixtureException(
                data.File,
                $"the labels are {Shown(data)}, which is {Wording.Count(WidthOf(data), "number")} a sample; the network gives {outputs}."
                    + (WidthOf(data) == 1 ? " Classes, as integers from 0, are for categorical-cross-entropy." : string.Empty));
        }

        int index = Array.FindIndex(data.Values, label => !loss.Term.IsLabel(label));
        return index < 0 ? data.Values : throw new FixtureException(
            data.File,
            $"the label of sample {(index / outputs) + 1}, output {(index % outputs) + 1} is {Wording.Number(data.Values[index])}; "
                + $"with {loss.Term.Name} every label {loss.Term.LabelDomain}.");
    }

    private static double[] OneHot(DataArray data, int classes)
    {
        double[] rows = new double[data.Values.Length * classes];
        for (int n = 0; n < data.Values.Length; n++)
        {
            double label = data.Values[n];
            if (!(label >= 0 && label < classes && label == Math.Floor(label)))
            {
                throw new FixtureException(
                    data.File,
                    $"the class of sample {n + 1} is {Wording.Number(label)}; with {classes} outputs a class is an integer from 0 to "
                        + $"{classes - 1}.");
            }

            rows[(n * classes) + (int)label] = 1;
        }

        return rows;
    }

    private static int WidthOf(DataArray data) => data.Values.Length / data.Shape[0];

    private static string Shown(DataArray data) => Tensor.TextOf(data.Shape);
}
