using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Calculation;

/// <summary>Something for each result of a calculation: a step and a layer.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="layers">How many layers there are.</param>
internal sealed class StepTable<T>(int layers)
    where T : class
{
    private readonly T?[] _items = new T?[((int)CalculationStep.UpdatedLoss + 1) * (layers + 1)];

    /// <summary>The table of what stands for tensors.</summary>
    /// <param name="layers">How many layers there are.</param>
    /// <param name="items">What there is.</param>
    /// <param name="slot">Which tensor each stands for.</param>
    public StepTable(int layers, IEnumerable<T> items, Func<T, TensorSlot> slot)
        : this(layers)
    {
        foreach (T item in items)
        {
            this[WorkedCalculation.StepOf(slot(item)), slot(item).Layer] = item;
        }
    }

    /// <summary>What there is for a result; null for nothing.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="layer">The layer, from 0; −1 for the losses.</param>
    public T? this[CalculationStep step, int layer]
    {
        get => _items[((int)step * (layers + 1)) + layer + 1];
        set => _items[((int)step * (layers + 1)) + layer + 1] = value;
    }
}
