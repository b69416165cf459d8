package reply
import ("testing";"os";"strings";"fmt")
func TestScratch(t *testing.T){
 data,_:=os.ReadFile(os.Getenv("SCR"))
 w,_:=os.ReadFile("reply.bin")
 m,err:=Load(w); if err!=nil{t.Fatal(err)}
 for asked:=range 2 {
 var pos,neg []float64
 for l:=range strings.Lines(string(data)){
  f:=strings.Split(strings.TrimSpace(l),"\t")
  if len(f)<3 {continue}
  a:=f[1]=="1"
  if a!=(asked==1){continue}
  first:=f[2]; if i:=strings.IndexAny(first,".!?;");i>0{first=first[:i]}
  p,_:=m.Evades(first,a)
  if f[0]=="1" {pos=append(pos,p)} else {neg=append(neg,p)}
  if os.Getenv("V")!="" && (f[0]=="1")!=(p>.5) {fmt.Printf("%s %v %.2f %s\n",f[0],a,p,f[2])}
 }
 for _,th:=range []float64{.02,.05,.1,.2,.3,.4,.5,.6,.7,.8,.9,.95}{
  tp,fp:=0,0
  for _,p:=range pos{if p>=th{tp++}}
  for _,p:=range neg{if p>=th{fp++}}
  fmt.Printf("asked %d th %.2f: tp %d/%d fp %d/%d\n",asked,th,tp,len(pos),fp,len(neg))
 }}
}
