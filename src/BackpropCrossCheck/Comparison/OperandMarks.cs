using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Carries a mark from the numbers of a calculation to those that are worked out of them: which numbers have marked operands
/// only.</summary>
/// <param name="fixture">The fixture.</param>
/// <param name="ofMissing">The mark of numbers that nobody marked.</param>
internal sealed class OperandMarks(Fixture fixture, bool ofMissing)
{
    /// <summary>Whether the operands of a quantity are marked. Of the other quantities nobody knows the operands.</summary>
    private static readonly Dictionary<Quantity, Func<OperandMarks, Step, bool[]>> Operands = new()
    {
        [Quantity.PreActivation] = (marks, step) => marks.OfInputs(step),
        [Quantity.Output] = (marks, step) => marks.OfOutputs(step),
        [Quantity.Loss] = (marks, _) => [marks.OfLoss()],
        [Quantity.OutputGradient] = (marks, step) => marks.OfOutputGradients(step),
        [Quantity.Derivative] = (marks, step) => marks.Marks(marks._layout.PreActivation(step.Layer)),
        [Quantity.Delta] = (marks, step) => marks.OfDeltas(step),
        [Quantity.InputGradient] = (marks, step) => marks.OfSamples(marks._layout.Delta(0), step),
        [Quantity.WeightGradient] = (marks, step) => marks.OfWeightGradient(step),
        [Quantity.BiasGradient] = (marks, step) => marks.OfBiasGradient(step),
    };

    private readonly TensorLayout _layout = fixture.Layout;
    private readonly bool[]?[] _marks = new bool[]?[fixture.Layout.Capacity];

    /// <summary>Marks the numbers of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="marks">A mark for each number, row-major.</param>
    public void Set(Step step, bool[] marks) => _marks[step.Index] = marks;

    /// <summary>Of each number of a step, whether all its operands are marked; the inputs, labels and parameters are.</summary>
    /// <param name="step">The step.</param>
    public bool[] OfOperands(Step step)
        => Operands.TryGetValue(step.Quantity, out Func<OperandMarks, Step, bool[]>? of) ? of(this, step) : All(step.Length, ofMissing);

    private int Last => _layout.Layers.Count - 1;

    private bool IsFused => LossFunction.IsFused(fixture.Loss, fixture.Network.Layers[^1].Activation);

    /// <summary>a of a unit: every z of its sample.</summary>
    private bool[] OfInputs(Step step)
    {
        bool[] samples = step.Layer == 0 ? All(_layout.Samples, true) : WholeSamples(_layout.Output(step.Layer - 1));
        return OfRows(samples, step);
    }

    /// <summary>z: its own a; after softmax every a of its sample.</summary>
    private bool[] OfOutputs(Step step)
    {
        Step a = _layout.PreActivation(step.Layer);
        return IsSoftmax(step.Layer) ? OfRows(WholeSamples(a), step) : Marks(a);
    }

    private bool OfLoss()
        => Array.TrueForAll(Marks(IsFused ? _layout.PreActivation(Last) : _layout.Output(Last)), mark => mark);

    /// <summary>δ: what it is multiplied out of, by sample.</summary>
    private bool[] OfDeltas(Step step)
    {
        Step a = _layout.PreActivation(step.Layer);
        Step z = _layout.Output(step.Layer);
        bool[] above = step.Layer == Last ? All(_layout.Samples, true) : WholeSamples(_layout.Delta(step.Layer + 1));
        bool isFused = step.Layer == Last && IsFused;
        bool[] ofOutputs = Marks(z);
        bool[] ofPreActivations = isFused || IsSoftmax(step.Layer) ? ofOutputs : Marks(a);
        bool[] samples = IsSoftmax(step.Layer) ? WholeSamples(z) : All(_layout.Samples, true);
        bool[] factors = isFused ? All(step.Length, true) : OfFactors(step);
        bool[] marks = new bool[step.Length];
        for (int i = 0; i < marks.Length; i++)
        {
            int sample = i / step.Columns;
            marks[i] = ofOutputs[i] && ofPreActivations[i] && factors[i] && above[sample] && samples[sample];
        }

        return marks;
    }

    /// <summary>The factors of δ that somebody gives. Those that nobody gives are worked out of the other operands.</summary>
    private bool[] OfFactors(Step delta)
    {
        bool[] factors = All(delta.Length, true);
        foreach (Quantity quantity in (Quantity[])[Quantity.OutputGradient, Quantity.Derivative])
        {
            if (_layout.Find(quantity, delta.Layer) is { } step && _marks[step.Index] is { } marks)
            {
                for (int i = 0; i < factors.Length; i++)
                {
                    factors[i] &= marks[i];
                }
            }
        }

        return factors;
    }

    /// <summary>∂L/∂z: the output itself in the last layer, every δ of its sample below it.</summary>
    private bool[] OfOutputGradients(Step step)
        => step.Layer == Last ? Marks(_layout.Output(Last)) : OfSamples(_layout.Delta(step.Layer + 1), step);

    /// <summary>Whether all numbers of a sample are marked, for each number of another step.</summary>
    private bool[] OfSamples(Step operands, Step step) => OfRows(WholeSamples(operands), step);

    /// <summary>The mark of its row, for each number of a step.</summary>
    private static bool[] OfRows(bool[] rows, Step step)
    {
        bool[] marks = new bool[step.Length];
        for (int row = 0; row < step.Rows; row++)
        {
            Array.Fill(marks, rows[row], row * step.Columns, step.Columns);
        }

        return marks;
    }

    private bool[] OfWeightGradient(Step step)
    {
        bool[] units = WholeUnits(_layout.Delta(step.Layer));
        bool[] inputs = step.Layer == 0 ? All(step.Columns, true) : WholeUnits(_layout.Output(step.Layer - 1));
        bool[] marks = new bool[step.Length];
        for (int i = 0; i < marks.Length; i++)
        {
            marks[i] = units[i / step.Columns] && inputs[i % step.Columns];
        }

        return marks;
    }

    private bool[] OfBiasGradient(Step step)
    {
        bool[] units = WholeUnits(_layout.Delta(step.Layer));
        return step.IsShared ? [Array.TrueForAll(units, mark => mark)] : units;
    }

    private bool IsSoftmax(int layer) => fixture.Network.Layers[layer].Activation is not ElementwiseActivation;

    private bool[] Marks(Step step) => _marks[step.Index] ?? All(step.Length, ofMissing);

    /// <summary>Of each sample, whether all its numbers are marked.</summary>
    private bool[] WholeSamples(Step step)
    {
        bool[] whole = All(step.Rows, true);
        bool[] marks = Marks(step);
        for (int i = 0; i < marks.Length; i++)
        {
            whole[i / step.Columns] &= marks[i];
        }

        return whole;
    }

    /// <summary>Of each unit, whether its numbers are marked in all samples.</summary>
    private bool[] WholeUnits(Step step)
    {
        bool[] whole = All(step.Columns, true);
        bool[] marks = Marks(step);
        for (int i = 0; i < marks.Length; i++)
        {
            whole[i % step.Columns] &= marks[i];
        }

        return whole;
    }

    private static bool[] All(int count, bool value)
    {
        bool[] all = new bool[count];
        Array.Fill(all, value);
        return all;
    }
}
