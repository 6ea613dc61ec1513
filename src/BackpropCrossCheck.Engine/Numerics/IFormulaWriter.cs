namespace BackpropCrossCheck.Engine.Numerics;

/// <summary>Writes formulas for people. Functions describe what they consist of; the writer decides how that looks.</summary>
/// <typeparam name="T">A formula, or a part of one.</typeparam>
public interface IFormulaWriter<T>
{
    /// <summary>A number.</summary>
    /// <param name="value">Its value, formatted like a number of the exercise.</param>
    T Number(double value);

    /// <summary>A constant of the function's definition, written by its name and not rounded.</summary>
    /// <param name="name">A letter, or all the digits of the constant.</param>
    /// <param name="value">Its value.</param>
    T Constant(string name, double value);

    /// <summary>left + right.</summary>
    /// <param name="left">The first term.</param>
    /// <param name="right">The second term.</param>
    T Sum(T left, T right);

    /// <summary>left − right.</summary>
    /// <param name="left">The first term.</param>
    /// <param name="right">The second term.</param>
    T Difference(T left, T right);

    /// <summary>left (right), the way the paper writes a product.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor.</param>
    T Product(T left, T right);

    /// <summary>left right, without parentheses.</summary>
    /// <param name="left">The first factor.</param>
    /// <param name="right">The second factor: a function, a power, or a product.</param>
    T Times(T left, T right);

    /// <summary>A fraction.</summary>
    /// <param name="above">The numerator.</param>
    /// <param name="below">The denominator.</param>
    T Quotient(T above, T below);

    /// <summary>The square of something.</summary>
    /// <param name="of">Its base.</param>
    T Square(T of);

    /// <summary>−of.</summary>
    /// <param name="of">The operand.</param>
    T Negative(T of);

    /// <summary>|of|.</summary>
    /// <param name="of">The operand.</param>
    T Absolute(T of);

    /// <summary>e to the power of something.</summary>
    /// <param name="exponent">The exponent.</param>
    T Exponential(T exponent);

    /// <summary>The natural logarithm of something.</summary>
    /// <param name="of">The operand.</param>
    T Logarithm(T of);

    /// <summary>A function of something.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="arguments">Its arguments.</param>
    T Function(string name, params ReadOnlySpan<T> arguments);
}
