using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace BackpropCrossCheck.NUnit;

/// <summary>The constraints in NUnit's syntax: <c>Is.GradientOf(fixture)</c>, <c>Is.Not.GradientOf(fixture)</c>,
/// <c>Is.Not.Null.And.GradientOf(fixture)</c>.</summary>
/// <remarks>Each compares with the engine's own calculation of the fixture, in double precision. <see cref="CalculationConstraint"/> lists
/// the shapes that a value may have.</remarks>
public static class FixtureConstraints
{
    extension(Is)
    {
        /// <summary>∂L/∂W and ∂L/∂b of every layer.</summary>
        /// <param name="fixture">The network, its data and its loss.</param>
        public static CalculationConstraint GradientOf(Fixture fixture) => new(fixture, Quantity.WeightGradient);

        /// <summary>L.</summary>
        /// <param name="fixture">The network, its data and its loss.</param>
        public static CalculationConstraint LossOf(Fixture fixture) => new(fixture, Quantity.Loss);

        /// <summary>a = Wz + b of every layer.</summary>
        /// <param name="fixture">The network, its data and its loss.</param>
        public static CalculationConstraint PreActivationsOf(Fixture fixture) => new(fixture, Quantity.PreActivation);

        /// <summary>z = h(a) of every layer.</summary>
        /// <param name="fixture">The network, its data and its loss.</param>
        public static CalculationConstraint OutputsOf(Fixture fixture) => new(fixture, Quantity.Output);

        /// <summary>δ = ∂L/∂a of every layer.</summary>
        /// <param name="fixture">The network, its data and its loss.</param>
        public static CalculationConstraint DeltasOf(Fixture fixture) => new(fixture, Quantity.Delta);

        /// <summary>h'(a) of every layer; null for a softmax layer, whose derivative is a matrix.</summary>
        /// <param name="fixture">The network, its data and its loss.</param>
        public static CalculationConstraint DerivativesOf(Fixture fixture) => new(fixture, Quantity.Derivative);

        /// <summary>∂L/∂z of every layer.</summary>
        /// <param name="fixture">The network, its data and its loss.</param>
        public static CalculationConstraint OutputGradientsOf(Fixture fixture) => new(fixture, Quantity.OutputGradient);

        /// <summary>∂L/∂x.</summary>
        /// <param name="fixture">The network, its data and its loss.</param>
        public static CalculationConstraint InputGradientsOf(Fixture fixture) => new(fixture, Quantity.InputGradient);

        /// <summary>What the first step of the fixture's training adds to W and b of every layer.</summary>
        /// <param name="fixture">The network, its data, its loss and its training.</param>
        public static CalculationConstraint UpdatesOf(Fixture fixture) => new(fixture, Quantity.WeightUpdate);

        /// <summary>W and b of every layer after the fixture's training.</summary>
        /// <param name="fixture">The network, its data, its loss and its training.</param>
        public static CalculationConstraint UpdatedParametersOf(Fixture fixture) => new(fixture, Quantity.UpdatedWeights);

        /// <summary>L after the fixture's training.</summary>
        /// <param name="fixture">The network, its data, its loss and its training.</param>
        public static CalculationConstraint UpdatedLossOf(Fixture fixture) => new(fixture, Quantity.UpdatedLoss);
    }

    /// <summary><c>Is.GradientOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint GradientOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.GradientOf(fixture));

    /// <summary><c>Is.LossOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint LossOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.LossOf(fixture));

    /// <summary><c>Is.PreActivationsOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint PreActivationsOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.PreActivationsOf(fixture));

    /// <summary><c>Is.OutputsOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint OutputsOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.OutputsOf(fixture));

    /// <summary><c>Is.DeltasOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint DeltasOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.DeltasOf(fixture));

    /// <summary><c>Is.DerivativesOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint DerivativesOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.DerivativesOf(fixture));

    /// <summary><c>Is.OutputGradientsOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint OutputGradientsOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.OutputGradientsOf(fixture));

    /// <summary><c>Is.InputGradientsOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint InputGradientsOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.InputGradientsOf(fixture));

    /// <summary><c>Is.UpdatesOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint UpdatesOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.UpdatesOf(fixture));

    /// <summary><c>Is.UpdatedParametersOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint UpdatedParametersOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.UpdatedParametersOf(fixture));

    /// <summary><c>Is.UpdatedLossOf</c>, within an expression.</summary>
    /// <param name="expression">The expression so far.</param>
    /// <param name="fixture">The fixture.</param>
    public static CalculationConstraint UpdatedLossOf(this ConstraintExpression expression, Fixture fixture)
        => expression.Append(Is.UpdatedLossOf(fixture));
}
