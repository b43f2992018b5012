// opencc-js ships its dictionaries without types: 'from to|from to|…', the first 'to' being the usual one.
declare module 'opencc-js/dict/TSCharacters' {
  const entries: string;
  export default entries;
}
