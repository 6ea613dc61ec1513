namespace BackpropCrossCheck.Numbers;

/// <summary>The quantity that a step of the calculation computes. Each is one object with everything the product knows about it.</summary>
/// <remarks>A new one needs its object here and its place in <see cref="All"/>, and somebody who calculates it and its rounding. Layout,
/// readers, comparison, baselines and reports read the rest from this class.</remarks>
public sealed class Quantity
{
    private int _ofLayersBefore;
    private int _singleBefore;
    private int _groupLength;
    private int _indexInGroup;

    private Quantity(string name, string thing, string symbol, CalculationPass pass, Axis rows, Axis columns)
    {
        Name = name;
        Thing = thing;
        Symbol = symbol;
        Pass = pass;
        Rows = rows;
        Columns = columns;
        TensorName = name;
    }

    /// <summary>a = Wz + b, N×K.</summary>
    public static Quantity PreActivation { get; } =
        new(nameof(PreActivation), "pre-activation", "a", CalculationPass.Forward, Axis.Sample, Axis.Unit)
        {
            Word = "pre-activation",
            Field = "preActivations",
            TensorName = "pre-activation array",
            SummedOver = Axis.Input,
            Advice = "Look at the weights' orientation (a row holds the weights into one unit), the bias, and the inputs.",
        };

    /// <summary>z = h(a), N×K.</summary>
    public static Quantity Output { get; } = new(nameof(Output), "output", "z", CalculationPass.Forward, Axis.Sample, Axis.Unit)
    {
        Word = "output",
        Field = "outputs",
        TensorName = "output array",
        OperandWords = "its own a",
        Advice = "The pre-activation before it is right where no result says otherwise: look at the activation and its alpha.",
    };

    /// <summary>L, one number.</summary>
    public static Quantity Loss { get; } = new(nameof(Loss), "loss", "the loss", CalculationPass.Forward, Axis.One, Axis.One)
    {
        Word = "loss",
        Field = "lossValue",
        TensorName = "loss array",
        IsOfLayer = false,
        ScalesWithLoss = true,
        TableSymbol = "loss",
        Advice =
            "Where every output is right, look at the kind of loss and its reduction: a half, a mean over samples, outputs or elements.",
    };

    /// <summary>∂L/∂z, N×K: ∂L/∂y in the last layer, Σ_k w_km δ_k below it. A fused cross-entropy does not need it, since it gives
    /// δ = y − t directly.</summary>
    public static Quantity OutputGradient { get; } =
        new(nameof(OutputGradient), "output gradient", "∂L/∂z", CalculationPass.Backward, Axis.Sample, Axis.Unit)
        {
            Word = "output-gradient",
            Field = "outputGradients",
            TensorName = "output-gradient array",
            IsOptional = true,
            IsFactor = true,
            ScalesWithLoss = true,
            SummedOver = Axis.Unit,
            OtherRoundings = 2,
            Advice = "In the last layer, look at the derivative of the loss; below it, at the transpose of the next layer's weights.",
        };

    /// <summary>h'(a), N×K. Softmax has none, because its derivative is a matrix. A fused cross-entropy does not need it.</summary>
    public static Quantity Derivative { get; } =
        new(nameof(Derivative), "derivative", "h'(a)", CalculationPass.Backward, Axis.Sample, Axis.Unit)
        {
            Word = "derivative",
            Field = "derivatives",
            TensorName = "derivative array",
            IsOptional = true,
            IsFactor = true,
            OperandWords = "its own a",
            Advice = "Look at the formula of h', and at what is put into it: the pre-activation a, or the output z.",
        };

    /// <summary>δ = ∂L/∂a, N×K.</summary>
    public static Quantity Delta { get; } = new(nameof(Delta), "delta", "δ", CalculationPass.Backward, Axis.Sample, Axis.Unit)
    {
        Word = "delta",
        Field = "deltas",
        TensorName = "delta array",
        ScalesWithLoss = true,
        OtherRoundings = 3,
        Advice =
            "Look at the activation's derivative and at the transpose of the next layer's weights; a factor in all of them is the loss's.",
    };

    /// <summary>∂L/∂W, K×M.</summary>
    public static Quantity WeightGradient { get; } =
        new(nameof(WeightGradient), "weight", "∂L/∂w", CalculationPass.Backward, Axis.Unit, Axis.Input)
        {
            Word = "gradient",
            Tensor = "weights",
            Field = "gradients",
            TensorName = "weight gradient",
            ScalesWithLoss = true,
            SummedOver = Axis.Sample,
            Advice = "Where the deltas are right, look at the outer product (a transpose?), the sum over samples (a mean?), and the bias.",
        };

    /// <summary>∂L/∂b, K.</summary>
    public static Quantity BiasGradient { get; } = new(nameof(BiasGradient), "bias", "∂L/∂b", CalculationPass.Backward, Axis.Unit, Axis.One)
    {
        Word = WeightGradient.Word,
        Tensor = "bias",
        Field = WeightGradient.Field,
        TensorName = "bias gradient",
        ScalesWithLoss = true,
        Things = "biases",
        OperandWords = "its own δ",
        SummedOver = Axis.Sample,
        Advice = WeightGradient.Advice,
    };

    /// <summary>∂L/∂x, N×M.</summary>
    public static Quantity InputGradient { get; } =
        new(nameof(InputGradient), "input gradient", "∂L/∂x", CalculationPass.Backward, Axis.Sample, Axis.Input)
        {
            Word = "input-gradient",
            Field = "inputGradients",
            TensorName = "input-gradient array",
            IsOfLayer = false,
            IsOptional = true,
            ScalesWithLoss = true,
            OperandWords = "its own δ of layer 1",
            SummedOver = Axis.Unit,
            OtherRoundings = 2,
            Advice = "Where δ of layer 1 is right, look at the transpose of its weights.",
        };

    /// <summary>What the first training step adds to W, K×M: Δw = −η·∂L/∂w for gradient descent.</summary>
    public static Quantity WeightUpdate { get; } =
        new(nameof(WeightUpdate), "weight update", "Δw", CalculationPass.Update, Axis.Unit, Axis.Input)
        {
            Word = "update",
            Tensor = "weights",
            Field = "updates",
            TensorName = "weight update",
            IsOptional = true,
            IsUpdate = true,
            OperandWords = "its own gradients",
            Advice = "Where the gradients are right, look at the learning rate and its sign: Δw = −η·∂L/∂w.",
        };

    /// <summary>What the first training step adds to b, K.</summary>
    public static Quantity BiasUpdate { get; } =
        new(nameof(BiasUpdate), "bias update", "Δb", CalculationPass.Update, Axis.Unit, Axis.One)
        {
            Word = WeightUpdate.Word,
            Tensor = "bias",
            Field = WeightUpdate.Field,
            TensorName = "bias update",
            IsOptional = true,
            IsUpdate = true,
            OperandWords = WeightUpdate.OperandWords,
            Advice = WeightUpdate.Advice,
        };

    /// <summary>W after training, K×M.</summary>
    public static Quantity UpdatedWeights { get; } =
        new(nameof(UpdatedWeights), "updated weight", "the new weights", CalculationPass.Update, Axis.Unit, Axis.Input)
        {
            Word = "updated-parameter",
            Tensor = "weights",
            Field = "updatedParameters",
            TensorName = "updated weight matrix",
            TableSymbol = "new w",
            OperandWords = "its own gradients",
            Advice =
                "Where the gradients are right, look at the learning rate, its sign, the number of steps, and whether biases are trained.",
        };

    /// <summary>b after training, K.</summary>
    public static Quantity UpdatedBias { get; } =
        new(nameof(UpdatedBias), "updated bias", "the new bias", CalculationPass.Update, Axis.Unit, Axis.One)
        {
            Word = UpdatedWeights.Word,
            Tensor = "bias",
            Field = UpdatedWeights.Field,
            TensorName = "updated bias",
            Things = "updated biases",
            TableSymbol = "new b",
            OperandWords = UpdatedWeights.OperandWords,
            Advice = UpdatedWeights.Advice,
        };

    /// <summary>L after training, one number.</summary>
    public static Quantity UpdatedLoss { get; } =
        new(nameof(UpdatedLoss), "updated loss", "the new loss", CalculationPass.Update, Axis.One, Axis.One)
        {
            Word = "updated-loss",
            Field = "updatedLossValue",
            TensorName = "updated-loss array",
            IsOfLayer = false,
            ScalesWithLoss = true,
            TableSymbol = "new loss",
            OperandWords = "its own updated parameters",
            Advice = "It follows from the updated parameters: look at those first.",
        };

    /// <summary>Every quantity, in the order of the calculation. Neighbours of one pass take turns layer by layer.</summary>
    public static IReadOnlyList<Quantity> All { get; } = InOrder(
        PreActivation,
        Output,
        Loss,
        OutputGradient,
        Derivative,
        Delta,
        WeightGradient,
        BiasGradient,
        InputGradient,
        WeightUpdate,
        BiasUpdate,
        UpdatedWeights,
        UpdatedBias,
        UpdatedLoss);

    /// <summary>The name in this program, for its own errors.</summary>
    public string Name { get; }

    /// <summary>The part of the calculation that it belongs to.</summary>
    public CalculationPass Pass { get; }

    /// <summary>What the rows of its tensor stand for.</summary>
    public Axis Rows { get; }

    /// <summary>What the columns of its tensor stand for.</summary>
    public Axis Columns { get; }

    /// <summary>The contract's word for it, the same for weights and bias.</summary>
    public string Word { get; private init; } = "";

    /// <summary>weights or bias, if one word stands for two tensors; otherwise null.</summary>
    public string? Tensor { get; private init; }

    /// <summary>The field of an entry of <c>expected</c> that gives it.</summary>
    public string Field { get; private init; } = "";

    /// <summary>False if the network has it once: the losses.</summary>
    public bool IsOfLayer { get; private init; } = true;

    /// <summary>True if the numbers are proportional to the loss's factor: losses, deltas and gradients.</summary>
    public bool ScalesWithLoss { get; private init; }

    /// <summary>True if few entries state it. It is calculated only for fixtures in which somebody does.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>True for the two factors of δ: ∂L/∂z and h'(a).</summary>
    public bool IsFactor { get; private init; }

    /// <summary>True for what a training step adds to the parameters.</summary>
    public bool IsUpdate { get; private init; }

    /// <summary>True if a row is a sample.</summary>
    public bool RowsAreSamples => Rows == Axis.Sample;

    /// <summary>True if there is a number for each unit and sample. Other steps are worked out of these; all others are results.</summary>
    public bool IsIntermediate => Rows == Axis.Sample && Columns == Axis.Unit;

    /// <summary>True if there is a number for each weight.</summary>
    public bool IsWeights => Rows == Axis.Unit && Columns == Axis.Input;

    /// <summary>True if there is a number for each bias.</summary>
    public bool IsBias => Rows == Axis.Unit && Columns == Axis.One;

    /// <summary>True for the gradient of weights or of a bias.</summary>
    public bool IsGradient => Pass == CalculationPass.Backward && Rows == Axis.Unit;

    /// <summary>True for the results of training: parameters and loss after it.</summary>
    public bool IsAfterTraining => Pass == CalculationPass.Update;

    /// <summary>True for the parameters after training.</summary>
    public bool IsUpdatedParameter => IsAfterTraining && IsOfLayer && !IsUpdate;

    /// <summary>A number of it, in a sentence: "bias".</summary>
    internal string Thing { get; }

    /// <summary>Several numbers of it: "biases".</summary>
    internal string Things
    {
        get => field ?? $"{Thing}s";
        private init;
    }

    /// <summary>Its tensor, in a sentence: "weight gradient".</summary>
    internal string TensorName { get; private init; }

    /// <summary>Its letter in a sentence: "∂L/∂w", "the loss".</summary>
    internal string Symbol { get; }

    /// <summary>Its letter in a table and beside a picture: "∂L/∂w", "new w".</summary>
    internal string TableSymbol
    {
        get => field ?? Symbol;
        private init;
    }

    /// <summary>What it is worked out of, if that is the same in every layer and network: "its own δ". Otherwise null.</summary>
    internal string? OperandWords { get; private init; }

    /// <summary>What to look at if it differs, in a sentence.</summary>
    internal string Advice { get; private init; } = "";

    /// <summary>What the sum runs over that gives a number of it; one if it is not a sum.</summary>
    internal Axis SummedOver { get; private init; }

    /// <summary>How often a number is rounded besides the terms of its sum.</summary>
    internal int OtherRoundings { get; private init; } = 1;

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>How many steps of a network come before its step.</summary>
    /// <param name="layers">How many layers the network has.</param>
    /// <param name="layer">The layer, from 0; any number if it belongs to none.</param>
    internal int StepsBefore(int layers, int layer) => (_ofLayersBefore * layers) + _singleBefore + _indexInGroup
        + (_groupLength * (Pass == CalculationPass.Backward ? layers - 1 - layer : layer));

    /// <summary>Tells each quantity its place.</summary>
    private static Quantity[] InOrder(params Quantity[] all)
    {
        for (int first = 0, next; first < all.Length; first = next)
        {
            for (next = first + 1; next < all.Length && all[first].IsOfLayer && all[next].IsOfLayer && all[next].Pass == all[first].Pass;)
            {
                next++;
            }

            for (int i = first; i < next; i++)
            {
                all[i]._ofLayersBefore = all[..first].Count(quantity => quantity.IsOfLayer);
                all[i]._singleBefore = first - all[i]._ofLayersBefore;
                all[i]._groupLength = all[i].IsOfLayer ? next - first : 0;
                all[i]._indexInGroup = i - first;
            }
        }

        return all;
    }
}
